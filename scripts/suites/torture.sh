# shellcheck shell=bash disable=SC2154
# gcc's execution tests, each file a program, at the finest cut. A program says by its status whether it computed what C asks for.

suite_run() {
    find "$sources/gcc/testsuite/gcc.c-torture/execute" -maxdepth 2 -name '*.c' -not -path '*/builtins/*' | sort | slice 96 | each_item
}

suite_case() {
    local file=$1 test=${1#*/execute/} folder status
    folder=$work/${test//\//-}
    mkdir -p "$folder"
    cd "$folder" || exit 1
    local build=("$llvm_bin/clang" -std=gnu17 -w -O2 -Wno-error=implicit-function-declaration -Wno-error=int-conversion -flto -fuse-ld=mold)
    # shellcheck disable=SC2046
    if ! { timeout $step_limit "${build[@]}" $(sed -n 's/.*dg-\(additional-\)\?options "\([^"]*\)".*/\2/p' "$file") -c "$file" -o test.o &&
        timeout $step_limit "${build[@]}" test.o -lm -o reference && timeout $run_limit ./reference; } >reference.log 2>&1; then
        echo "left $test not compiled by clang, or fails with LLVM's LTO"
    elif ! timeout $step_limit "${build[@]}" -B"$linkers" -Wl,-plugin-opt=--partition=max test.o -lm -o ours >ours.log 2>&1; then
        echo "wrong $test link: $(head -1 ours.log)"
    else
        status=0
        timeout $run_limit ./ours >>ours.log 2>&1 || status=$?
        ((status == 0)) && echo "right $test" || echo "wrong $test status $status"
    fi
    rm -f reference ours
}
