# shellcheck shell=bash disable=SC2154  # sourced by fuzz.sh
# Random C from csmith: two to four programs, each a translation unit with most of its names external, merged as a link would merge them.

# One csmith program in ten does not end; those that do end at once.
reference_seconds=2

# run_block WORK FIRST COUNT
run_block() {
    local work=$1 first=$2 count=$3 folder seed
    for ((seed = first; seed < first + count; seed++)); do
        folder=$work/$seed
        mkdir "$folder"
        outcome=same detail=''
        if make_program "$seed" "$folder"; then
            compare_module "$folder/input.bc" "$seed" "$folder"
            if [[ $outcome == different || ($outcome == same && $((seed % 4)) == 1) ]]; then
                compare_with_clang "$folder"
            fi
        fi
        finish csmith "$work" "$seed" "$folder"
    done
}

# make_program SEED FOLDER: unit*.c, main.c and input.bc. False when there is none, with $outcome saying why.
make_program() {
    local seed=$1 folder=$2 units=$((2 + $1 % 3)) unit objects=() calls='' declared=''
    local levels=(-O1 "-O2 -g1" "-O1 -g -Xclang -disable-llvm-passes" -Os "-O2 -g")
    local level
    for ((unit = 0; unit < units; unit++)); do
        # Small programs, many of them: what is at stake is what lies between functions.
        # It leaves a platform.info where it runs.
        (cd "$folder" && exec csmith --seed "$((seed * 16 + unit + 1))" --max-funcs 12 --max-block-depth 3 --max-block-size 3 --max-expr-complexity 6 \
            -o "csmith$unit.c") >"$folder/csmith.log" 2>&1 || {
            outcome=invalid detail="csmith: $(head -n 1 "$folder/csmith.log")"
            return 1
        }
        separate_names "$unit" "$seed" <"$folder/csmith$unit.c" >"$folder/unit$unit.c"
        declared+="int main_$unit(int, char **);"$'\n'
        calls+="main_$unit(argc, argv); "
        read -ra level <<<"${levels[(seed + unit) % 5]}"
        "$llvm_bin/clang" -flto -fPIE -w "${level[@]}" -I/usr/include/csmith -c "$folder/unit$unit.c" -o "$folder/unit$unit.o" || {
            outcome=invalid detail="clang: unit $unit"
            return 1
        }
        objects+=("$folder/unit$unit.o")
    done
    printf '%sint main(int argc, char **argv) { %sreturn 0; }\n' "$declared" "$calls" >"$folder/main.c"
    "$llvm_bin/clang" -flto -fPIE -O1 -c "$folder/main.c" -o "$folder/main.o"
    local merge=no-op-module
    ((seed % 3)) || merge=$(<"$pipelines/lto-O2-prefix.txt")
    "$llvm_bin/clang" -flto -O2 -pie --ld-path="$llvm_bin/ld.lld" -Wl,--lto-emit-llvm -Xlinker "--lto-newpm-passes=$merge" \
        "${objects[@]}" "$folder/main.o" -o "$folder/input.bc" >"$folder/merge.log" 2>&1 || {
        outcome=invalid detail="merge: $(head -n 1 "$folder/merge.log")"
        return 1
    }
}

# separate_names UNIT SEED: names that no other unit has; main numbered; in two programs of three, what csmith made static is external.
separate_names() {
    local rules=(-e "s/\\bmain\\b/main_$1/" -e "s/\\b\\(g\\|func\\)_\\([0-9]\\)/u$1_\\1_\\2/g")
    (($2 % 3 == 2)) || rules+=(-e '/__undefined/!s/^static //')
    sed "${rules[@]}"
}

# The third opinion: clang -O0 without LTO.
compare_with_clang() {
    "$llvm_bin/clang" -O0 -w -I/usr/include/csmith "$1"/unit?.c "$1/main.c" -o "$1/clang" >"$1/clang.log" 2>&1 || return 0
    if run_program "$1/clang" && ! cmp -s "$1/clang.out" "$1/one.out"; then
        different "reference: clang -O0 disagrees with one partition${detail:+ ($detail)}"
    fi
}
