#!/usr/bin/env bash
# Makes a sysroot for rustc whose standard library takes part in LTO: rustc's own libraries are machine code with the bitcode beside it, in a
# section (.llvmbc) that no linker looks at; here the bitcode takes the place of the machine code.
#
# usage: scripts/rust-sysroot.sh DIR [TARGET]
#
#   DIR      where it is to be; what was there of a sysroot is replaced
#   TARGET   for which target (the host's)
#
# Then, for rustc or in Cargo's rustflags: --sysroot=DIR -Clinker-plugin-lto. Made anew for each version of rustc (RUSTUP_TOOLCHAIN names one).
# Needs rustc, GNU ar and objcopy, and LLVM's llvm-ar (llvm-ar-22, or LLVM_AR).
set -euo pipefail

if [[ $# -lt 1 || $# -gt 2 || $1 == -* ]]; then
    awk 'NR == 1 { next } /^#/ { sub(/^# ?/, ""); print; next } { exit }' "$0"
    [[ ${1:-} == -h || ${1:-} == --help ]] && exit 0
    exit 1
fi

die() {
    echo "rust-sysroot: error: $1" >&2
    exit 1
}

archiver=${LLVM_AR:-llvm-ar-22}
for tool in rustc ar objcopy "$archiver"; do
    command -v "$tool" >/dev/null || die "$tool is missing"
done
from=$(rustc --print sysroot)
target=${2:-$(rustc -vV | sed -n 's/^host: //p')}
libraries=$from/lib/rustlib/$target/lib
[[ -d $libraries ]] || die "$libraries is not there; 'rustup target add $target' installs it"
mkdir -p "$1"
to=$(realpath "$1")
[[ $to != "$(realpath "$from")" ]] || die "$to is rustc's own sysroot"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
rm -rf "$to/lib"
mkdir -p "$to/lib/rustlib/$target/lib"
ln -sfn "$from/bin" "$to/bin"
ln -s "$from"/lib/*.so "$to/lib/"
taken=0
for file in "$libraries"/*; do
    made=$to/lib/rustlib/$target/lib/$(basename "$file")
    # What the code generator calls by name stays machine code, as in rustc's own LTO.
    if [[ $file != *.rlib || $file == */libcompiler_builtins-* || $file == */libprofiler_builtins-* ]]; then
        ln -s "$file" "$made"
        continue
    fi

    rm -rf "$scratch/members"
    mkdir "$scratch/members"
    cd "$scratch/members"
    ar x "$file"
    for member in *.o; do
        if [[ -e $member ]] && objcopy -O binary --only-section=.llvmbc --set-section-flags .llvmbc=alloc "$member" "$scratch/bitcode" 2>/dev/null &&
            [[ -s $scratch/bitcode ]]; then
            mv "$scratch/bitcode" "$member"
            taken=$((taken + 1))
        fi
    done
    "$archiver" rcs "$made" ./*
done
((taken)) || die "rustc's libraries in $libraries hold no bitcode; build them with -Zbuild-std (nightly) instead"
echo "rust-sysroot: $to, $taken files of bitcode ($(rustc --version)); rustc --sysroot=$to -Clinker-plugin-lto"
