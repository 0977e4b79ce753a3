# shellcheck shell=bash disable=SC2154
# LLVM's tests of its gold plugin, with lto-par's plugin in its place; and the modules of its tests of LTO and of llvm-split, cut as finely as can be:
# the object must have the symbols that llc's has, and `lto-par verify` must find nothing.
# shellcheck source=scripts/suites/lit.sh
source "$repo/scripts/suites/lit.sh"

suite_run() {
    local tests=$sources/llvm/test
    (cd "$tests" && find tools/gold/X86 -not -path '*/Inputs/*' -name '*.ll') | sort | slice 16 | lit_suite "$tests"
    # Files that hold several modules are split by their tests; others of the folder stand on their own.
    (cd "$tests" && find LTO tools/llvm-split tools/gold -name '*.ll' -exec grep -L '^;--- ' {} +) | sort | slice 32 | sed "s|^|$tests |" | each_item
}

# suite_case "TESTS FILE"
suite_case() {
    local tests=${1%% *} file=${1#* } folder test
    test=module/$file
    folder=$work/${file//\//-}
    mkdir -p "$folder"
    cd "$folder" || exit 1
    if [[ $(triple "$tests/$file") == unsupported ]] || ! timeout $step_limit "$llvm_bin/opt" -mtriple="$(triple "$tests/$file")" "$tests/$file" -passes=globaldce -o module.bc 2>reference.log; then
        echo "left $test LLVM 22 does not read it, or not for x86-64 Linux"
    elif ! timeout $step_limit "$llvm_bin/llc" -O2 -relocation-model=pic -filetype=obj module.bc -o reference.o 2>>reference.log; then
        echo "left $test llc does not compile it"
    elif ! timeout $step_limit "$lto_par" module.bc -O2 --stage=codegen --relocation-model pic --partition=max -o ours.o 2>ours.log; then
        echo "wrong $test $(head -1 ours.log)"
    elif ! timeout $step_limit "$lto_par" verify module.bc >ours.log 2>&1; then
        echo "wrong $test verify: $(head -1 ours.log)"
    else
        symbols reference.o >reference.seen
        symbols ours.o >ours.seen
        if cmp -s reference.seen ours.seen; then
            echo "right $test"
        else
            echo "wrong $test $(diff reference.seen ours.seen | head -5 | tr -s ' \n' ' ')"
        fi
    fi
}

# The triple that the module names, or ours; one of another system is refused by ours as by the linker.
triple() {
    local named
    named=$(sed -n 's/^target triple *= *"\(.*\)".*/\1/p' "$1" | head -1)
    [[ $named == x86_64*linux* ]] && printf '%s' "$named" || { [[ -z $named ]] && printf x86_64-unknown-linux-gnu || printf unsupported; }
}

# Type, binding, visibility, section or none, and name of the symbols that other objects see, without those that partitions share.
symbols() {
    "$llvm_bin/llvm-readelf" -sW "$1" | awk '$5 ~ /GLOBAL|WEAK|UNIQUE/ && $8 !~ /\.lto_par\./ { print $4, $5, $6, ($7 ~ /^[0-9]/ ? "defined" : $7), $8 }' | sort -u
}
