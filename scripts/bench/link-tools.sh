# shellcheck shell=bash disable=SC2154,SC2164  # run by measure(): bench.sh exports llvm_bin libexec objects compiler product jobs
# What the link bench compares: each function links the objects of one program to $product, with at most $jobs threads.

# link VARIANT COMPILER OPTION...
link() {
    local variant=$1 files libs
    shift
    cd "$objects/$variant"
    mapfile -t files <obj.list
    read -ra libs <link.args
    "$@" -O2 -pie "${files[@]}" "${libs[@]}" -o "$product"
}

lld() {
    "$llvm_bin/$compiler" -flto --ld-path="$llvm_bin/ld.lld" -Wl,--threads="$jobs" "$@"
}

run_lld() {
    link O2-lto lld -Wl,--lto-partitions=1
}

run_lld-partitions() {
    link O2-lto lld -Wl,--lto-partitions="$jobs"
}

run_thin() {
    link O2-thin lld -flto=thin -Wl,--thinlto-jobs="$jobs"
}

# lto-par as users call it: one -B before what they had.
lto_par() {
    link O2-lto "$llvm_bin/$compiler" -flto -B"$libexec" -fuse-ld="$1" -Wl,-plugin-opt=-j"$jobs" "${@:2}"
}

run_lto-par-lld() {
    lto_par lld -Wl,--threads="$jobs"
}

run_lto-par-bfd() {
    lto_par bfd
}

run_lto-par-gold() {
    lto_par gold
}

# Without the process that mold leaves behind to free its memory: what it does is counted.
run_lto-par-mold() {
    lto_par mold -Wl,--no-fork,--thread-count="$jobs"
}

# The same with inter-procedural optimisation in the partitions.
run_lto-par-mold-ipo() {
    lto_par mold -Wl,--no-fork,--thread-count="$jobs",-plugin-opt=--ipo=parallel
}

run_lto-par-lld-ipo() {
    lto_par lld -Wl,--threads="$jobs",-plugin-opt=--ipo=parallel
}

# GNU ld with LLVM's own plugin: full LTO on one core.
run_llvmgold() {
    link O2-lto "$llvm_bin/$compiler" -flto -fuse-ld=bfd
}

run_gcc() {
    local gcc=${compiler/clang++/g++}
    link O2-gcc "${gcc/clang/gcc}" -flto="$jobs"
}
