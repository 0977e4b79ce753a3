# shellcheck shell=bash disable=SC2154  # sourced by fuzz.sh
# Functions of llvm-stress: any mixture of instructions, safe to compile and not to run. Several are linked into one module with a table and
# callers; the machine code of each function must be the same however the module is cut.

# run_block WORK FIRST COUNT
run_block() {
    local work=$1 first=$2 count=$3 folder seed
    for ((seed = first; seed < first + count; seed++)); do
        folder=$work/$seed
        mkdir "$folder"
        outcome=same detail=''
        if make_stress "$seed" "$folder"; then
            compare_code "$folder/input.ll" "$seed" "$folder"
        fi
        finish stress "$work" "$seed" "$folder"
    done
}

# make_stress SEED FOLDER: input.ll. The functions are internal and reached through a table alone, so no pass changes what one says of another.
make_stress() {
    local seed=$1 folder=$2 functions=$((3 + $1 % 4)) i table=''
    for ((i = 0; i < functions; i++)); do
        "$llvm_bin/llvm-stress" --seed "$((seed * 8 + i))" --size "$((20 + (seed * 7 + i * 31) % 150))" |
            sed "s/@autogen_SD[0-9]*/@stress$i/; s/^define /define internal /" >"$folder/part$i.ll"
        table+="${table:+, }ptr @stress$i"
    done
    {
        cat <<IR
; seed $seed
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"
IR
        printf '@table = constant [%d x ptr] [%s]\n' "$functions" "$table"
        # What llvm-stress declares and its attributes may repeat: the functions alone are taken, they refer to nothing else.
        for ((i = 0; i < functions; i++)); do
            awk '/^define / { on = 1 } on { print } /^}/ { on = 0 }' "$folder/part$i.ll"
        done
        cat <<'IR'
define void @caller(i64 %at, ptr %a, ptr %b, ptr %c, i32 %d, i64 %e, i8 %f) {
  %slot = getelementptr ptr, ptr @table, i64 %at
  %function = load ptr, ptr %slot
  call void %function(ptr %a, ptr %b, ptr %c, i32 %d, i64 %e, i8 %f)
  ret void
}
IR
    } >"$folder/input.ll"
}

# compare_code FILE SEED FOLDER
compare_code() {
    local compile link cut out stage level one
    outcome=same detail=''
    choose_options "$2"
    compile+=(-ffunction-sections)
    if ! "$llvm_bin/llvm-as" "$1" -o "$3/input.bc" 2>"$3/as.log"; then
        outcome=invalid detail="assemble: $(head -n 1 "$3/as.log")"
    elif ! timeout 120 "$lto_par" "$3/input.bc" -o "$3/one.o" --partition=one "${compile[@]}" >"$3/one.log" 2>&1; then
        if reference_compiles "$3/input.bc" "$3"; then
            different "compile: one partition: $(head -n 1 "$3/one.log")"
        else
            outcome=invalid detail="compile: LLVM fails too: $(head -n 1 "$3/one.log")"
        fi
    elif ! timeout 120 "$lto_par" "$3/input.bc" -o "$3/cut.o" "${cut[@]}" "${compile[@]}" >"$3/cut.log" 2>&1; then
        different "compile: $(head -n 1 "$3/cut.log")"
    else
        one=$(function_code "$3/one.o")
        if [[ -z $one || $one != "$(function_code "$3/cut.o")" ]]; then
            different "code: $(diff <(printf '%s\n' "$one") <(function_code "$3/cut.o") | sed -n 2p)"
        fi
    fi
}

# Each function's disassembly, in the order of names. Numbers that depend on what else is in the object do not count: those of constant pools
# and jump tables that several functions of an object share, and of the sections they are in.
function_code() {
    "$llvm_bin/llvm-objdump" -dr --no-show-raw-insn --no-leading-addr "$1" |
        sed -E 's/\.lto_par\.[0-9a-zA-Z]+//g
            s/^([[:space:]]+)[0-9a-f]+:?([[:space:]]+R_X86_64_[A-Z0-9]+[[:space:]]+)([^ ]+)$/\1\2\3/
            s/(R_X86_64_[A-Z0-9_]+[[:space:]]+)\.(rodata|LCPI|LJTI|L|data\.rel\.ro|text)[^ ]*/\1.\2/
            s/^[0-9a-f]+ (<.*>:)$/\1/' |
        awk '/^<.*>:$/ { name = $0 } /^[[:space:]]*$/ || /^Disassembly/ || /file format/ { next } name != "" { print name "\t" $0 }' | LC_ALL=C sort -s -t "$(printf '\t')" -k1,1
}
