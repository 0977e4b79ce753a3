# shellcheck shell=bash disable=SC2154
# mold's scripts that test LTO, with clang for the compiler: with LLVM's plugin, and what passes with lto-par's, at two cuts.
# A script finds the compiler and ar by name in PATH, and the linker in the folder it runs in.

suite_run() {
    mold_folder plain ''
    mold_folder default "-B$linkers"
    mold_folder max "-B$linkers -Wl,-plugin-opt=--partition=max"
    (cd "$sources/test" && grep -lE -- '-flto' ./*.sh) | sed 's|^\./||' | sort | slice 6 | sed "s|^|$sources/test/|" | each_item
}

# mold_folder LABEL OPTIONS
mold_folder() {
    local folder=$work/$1 tool
    mkdir -p "$folder/bin"
    for tool in cc:clang gcc:clang clang:clang c++:clang++ g++:clang++ clang++:clang++; do
        # -B of this script comes before the test's own -B, so that ./ld is not found first.
        printf '#!/bin/bash\nexec %q -fuse-ld=mold -Wno-unused-command-line-argument %s "$@"\n' "$llvm_bin/${tool#*:}" "$2" >"$folder/bin/${tool%:*}"
        chmod +x "$folder/bin/${tool%:*}"
    done
    for tool in ar nm ranlib; do
        ln -s "$llvm_bin/llvm-$tool" "$folder/bin/$tool"
    done
    ln -s "$(command -v mold)" "$folder/mold"
}

suite_case() {
    local test script=$1 cut
    test=$(basename "$script" .sh)
    if ! mold_script plain "$script" || grep -q skipped "$work/plain/$test.log"; then
        echo "left $test skipped, or fails with the plugin of LLVM"
        return
    fi
    for cut in default max; do
        if mold_script "$cut" "$script"; then
            echo "right $test:$cut"
        else
            echo "wrong $test:$cut $(tail -1 "$work/$cut/$test.log")"
        fi
    done
}

mold_script() {
    (cd "$work/$1" && PATH=$work/$1/bin:$PATH timeout $step_limit bash "$2" >"$(basename "$2" .sh).log" 2>&1 </dev/null)
}
