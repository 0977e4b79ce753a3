# shellcheck shell=bash disable=SC2154
# gcc's tests of LTO: programs of several files, linked by four linkers at two cuts. The reference is the same link with LLVM's own LTO.

suite_run() {
    local tests=$sources/gcc/testsuite
    (cd "$tests" && ls gcc.dg/lto/*_0.c g++.dg/lto/*_0.C) | sort | slice 24 |
        awk -v tests="$tests" -v full="$full" '
            BEGIN { split("bfd gold mold lld", linker, " ") }
            { print tests, (full ? "bfd,gold,mold,lld" : linker[NR % 4 + 1]), $0 }' | each_item
}

# suite_case "TESTS LINKERS FIRST-FILE"
suite_case() {
    local tests linkers_used first group compiler folder file objects=() options link kind linker cut how reference
    read -r tests linkers_used first <<<"$1"
    group=${first%_0.*}
    folder=$work/${group//\//-}
    mkdir -p "$folder"
    cd "$folder" || exit 1
    compiler=("$llvm_bin/clang" -std=gnu17 -Wno-error=implicit-function-declaration -Wno-error=int-conversion)
    [[ $first == *.c ]] || compiler=("$llvm_bin/clang++" -std=gnu++17)
    options=$(directive dg-lto-options "$tests/$first")
    link=$(directive dg-extra-ld-options "$tests/$first")
    for file in "$tests/$group"_[0-9]*; do
        # shellcheck disable=SC2046,SC2086
        timeout $step_limit "${compiler[@]}" -w -O2 $options $(directive dg-options "$file") -flto -c "$file" -o "$(basename "$file").o" 2>compile.log || {
            echo "left $group clang does not compile it"
            return
        }
        objects+=("$(basename "$file").o")
    done
    kind=$(sed -n 's/.*dg-lto-do \([a-z]*\).*/\1/p' "$tests/$first" | head -1)
    for linker in ${linkers_used//,/ }; do
        how=("${compiler[@]}" -w -O2 -flto -fuse-ld="$linker")
        # shellcheck disable=SC2206
        how+=($options $link "${objects[@]}")
        reference=("${how[@]}")
        # LLVM's plugin leaves nothing in what mold -r makes.
        [[ $linker == mold && " ${how[*]} " == *" -r "* ]] && reference+=(-fuse-ld=bfd)
        timeout $step_limit "${reference[@]}" -o reference 2>reference.log || { echo "left $group:$linker LLVM does not link it"; continue; }
        observe reference "$kind" >reference.seen
        # A program of these tests says by its status that something is wrong.
        [[ $kind != run ]] || grep -qx 'status 0' reference.seen || { echo "left $group:$linker the program fails with LLVM's LTO"; continue; }
        for cut in default max; do
            rm -f ours
            timeout $step_limit "${how[@]}" -B"$linkers" $( [[ $cut == default ]] || echo -Wl,-plugin-opt=--partition=max) -o ours 2>ours.log ||
                { echo "wrong $group:$linker:$cut link: $(head -1 ours.log)"; continue; }
            observe ours "$kind" >ours.seen
            if cmp -s reference.seen ours.seen; then
                echo "right $group:$linker:$cut"
            else
                echo "wrong $group:$linker:$cut $(diff reference.seen ours.seen | head -5 | tr '\n' ' ')"
            fi
        done
    done
    rm -f reference ours ./*.o
}

# directive NAME FILE: those of its options that clang and every linker know.
directive() {
    sed -n "s/.*{ *$1 *\(.*\)}.*/\1/p" "$2" | head -1 | sed 's/}.*//; s/[{}"]/ /g' | tr -s ' ' '\n' | awk '
        /^-(O[0-3s]|g|f(no-)?(pic|PIC|pie|PIE|common|exceptions|strict-aliasing|wrapv|builtin|inline|rtti)|fvisibility=.*|shared|r|nostdlib|static|std=.*|D.*|l.*|Wl,.*)$/ {
            if ($0 == "-r") rel = 1
            print
        }
        /^-flinker-output=(nolto-)?rel/ && !rel { print "-r" }' | tr '\n' ' '
}

# observe FILE KIND: what must be equal, a program's output and status, or the symbols of a file that is no program.
observe() {
    if [[ $2 == run ]]; then
        local status=0
        timeout $run_limit "./$1" >"$1.out" 2>&1 || status=$?
        # An address differs from run to run.
        head -c 100000 "$1.out" | sed -E "s/0x[0-9a-f]{9,}/ADDRESS/g"
        echo "status $status"
    elif [[ $(file_type "$1") == REL ]]; then
        # A promoted symbol is hidden, and nobody else's.
        "$llvm_bin/llvm-nm" -gP "$1" | sed 's/ [0-9a-f ]*$//; /\.lto_par\./d' | sort
    else
        "$llvm_bin/llvm-nm" -DP --defined-only "$1" | sed 's/ [0-9a-f ]*$//' | sort
    fi
}

file_type() {
    "$llvm_bin/llvm-readelf" -h "$1" | awk '$1 == "Type:" { print $2 }'
}
