# shellcheck shell=bash disable=SC2034
# The zstd command and library: hot loops, heavy inlining, threads. The decoder's assembly file is left out so that
# everything is bitcode; gzip, xz and lz4 support are off because they need libraries.
package=libzstd
compiler=clang
cflags=(-DZSTD_MULTITHREAD -DZSTD_LEGACY_SUPPORT=5 -DZSTD_DISABLE_ASM=1 -DXXH_NAMESPACE=ZSTD_ -DDEBUGLEVEL=0
    -Ilib -Ilib/common -Ilib/legacy)
libs=(-lpthread)

units() {
    find lib/common lib/compress lib/decompress lib/dictBuilder programs -name '*.c'
    printf '%s\n' lib/legacy/zstd_v0{5,6,7}.c
}
