# shellcheck shell=bash disable=SC2154  # the caller has sourced lib.sh and set its variables
# One program, compiled twice by lto-par (one partition; cut), linked, run and compared. Sourced by fuzz.sh.
# Every function leaves $outcome: same, different, invalid (there is no reference: LLVM itself fails, or the program does), slow;
# and $detail, whose first word is the step that differs: compile, link, output, symbols, debug, reference, code.

outcome='' detail=''
seconds=10           # what a program may take
reference_seconds=10 # one that takes longer as one partition has no reference

# choose_options SEED: how this program is compiled, cut and linked. Sets $stage, $level, and the arrays compile, cut, linker and link.
choose_options() {
    local s=$1
    compile=(-j1) link=() cut=() out=combined
    stage=post-ipo level=2
    ((s % 2)) || stage=codegen
    case $((s / 2 % 5)) in
        0 | 1) cut=(--partition=max) ;;
        2) cut=(--max-functions=1 --partitions=5) ;;
        3) cut=(--max-functions=3 --partitions=7) ;;
        4) cut=(--partition=balanced --max-functions=2) ;;
    esac
    case $((s / 3 % 6)) in
        0) level=0 ;;
        1) level=3 ;;
        2) level=s ;;
    esac
    case $((s / 5 % 4)) in
        0 | 1) compile+=(-fPIC) link+=(-pie) ;;
        2) compile+=(--relocation-model=static) link+=(-no-pie) ;;
        3) compile+=(-fPIC) link+=(-static) ;;
    esac
    case $((s / 7 % 4)) in
        0) cut+=(--max-clone-size=0) ;;
        1) cut+=(--max-clone-size=1000000) ;;
    esac
    case $((s / 11 % 4)) in
        0) out=objects ;;
        1) link+=(-Wl,--gc-sections) ;;
    esac
    case $((s / 13 % 4)) in
        0) compile+=(-fno-function-sections -fno-data-sections) ;;
    esac
    case $((s / 17 % 3)) in
        0 | 1) link+=("-B$llvm_bin" -fuse-ld=lld) ;;
        2) compile+=(--ld=ld) ;;
    esac
    # What was optimised as a whole and never cut is compared with what was optimised in partitions.
    if [[ ${LTO_PAR_FUZZ_IPO-} == parallel || ${LTO_PAR_FUZZ_IPO-} == segments ]]; then
        stage=ipo
        cut+=(--ipo=parallel)
        case $((s / 19 % 4)) in
            0) cut+=(--import-limit=0) ;;
            1) cut+=(--import-limit=10000) ;;
        esac
    fi
    compile+=("--stage=$stage" "-O$level")
}

different() {
    outcome=different
    detail=$1
}

# compare_module BITCODE SEED FOLDER [OBJECT-OR-LIBRARY...]; leaves one.* and cut.* in FOLDER.
compare_module() {
    local bitcode=$1 seed=$2 folder=$3
    local libraries=("${@:4}")
    local compile link cut out stage level status=0
    outcome=same detail=''
    choose_options "$seed"
    if [[ ${LTO_PAR_FUZZ_IPO-} == segments ]]; then
        compare_segments "$bitcode" "$seed" "$folder" "${libraries[@]}"
        return 0
    fi
    if ! "$lto_par" "$bitcode" -o "$folder/one.o" --partition=one "${compile[@]}" >"$folder/one.log" 2>&1; then
        if reference_compiles "$bitcode" "$folder"; then
            different "compile: one partition: $(head -n 1 "$folder/one.log")"
        else
            outcome=invalid detail="compile: LLVM fails too: $(head -n 1 "$folder/one.log")"
        fi
        return 0
    fi
    if ! link_program "$folder/one" "$folder/one.o" "${libraries[@]}"; then
        outcome=invalid detail="link: $(head -n 1 "$folder/one.link")"
        return 0
    fi
    run_reference "$folder" || return 0

    local objects=("$folder/cut.o") to=(-o "$folder/cut.o")
    if [[ $out == objects ]]; then
        to=("--emit-objects=$folder/cut.parts")
    fi
    timeout 120 "$lto_par" "$bitcode" "${to[@]}" "${cut[@]}" "${compile[@]}" >"$folder/cut.log" 2>&1 || status=$?
    if ((status)); then
        different "compile: status $status: $(head -n 1 "$folder/cut.log")"
        return 0
    fi
    if [[ $out == objects ]]; then
        mapfile -t objects <"$folder/cut.parts/objects.txt"
    fi
    if ! link_program "$folder/cut" "${objects[@]}" "${libraries[@]}"; then
        different "link: $(head -n 1 "$folder/cut.link")"
        return 0
    fi
    compare_outputs "$folder"
    if [[ $outcome == same && $out != objects ]]; then
        compare_symbols "$folder/one.o" "$folder/cut.o"
    fi
    if [[ $outcome == same ]]; then
        check_debug_info "$folder/one.o" "${objects[@]}"
    fi
}

# compare_segments BITCODE SEED FOLDER [OBJECT-OR-LIBRARY...]: the module is split into files, which a linker with the plugin links as segments. Splitting
# changes what a program says of the order of its parts: the reference is the files compiled one by one.
compare_segments() {
    local bitcode=$1 seed=$2 folder=$3 status=0 option own=() options=()
    local clang=("$llvm_bin/clang++" -flto -pthread) libraries=("${@:4}")
    link=("${link[@]/#-fuse-ld=*/-pthread}")
    if ! ("$llvm_bin/llvm-split" -j $((2 + seed % 4)) "$bitcode" -o "$folder/file"; exit) >"$folder/split.log" 2>&1 \
        || ! compile_files "$folder" >"$folder/one.log" 2>&1 \
        || ! "${clang[@]}" --ld-path="$llvm_bin/ld.lld" -Wl,-z,nostart-stop-gc -o "$folder/one" "$folder"/one.file*.o \
            "${libraries[@]}" "${link[@]}" >"$folder/one.log" 2>&1; then
        outcome=invalid detail="link: $(cat "$folder"/split.log "$folder"/one.log 2>/dev/null | head -n 1 || true)"
        return 0
    fi
    run_reference "$folder" || return 0

    own=("${cut[@]}" --segments=99 -j1 "-O$level")
    [[ " ${compile[*]} " != *' -fno-function-sections '* ]] || own+=(-fno-function-sections -fno-data-sections)
    for option in "${own[@]}"; do
        options+=("-Wl,-plugin-opt=$option")
    done
    timeout 120 "${clang[@]}" -B"$repo/out/libexec/lto-par" -o "$folder/cut" "$folder"/file* "${libraries[@]}" "${link[@]}" "${options[@]}" -fuse-ld=mold \
        >"$folder/cut.log" 2>&1 || status=$?
    if ((status)); then
        different "compile: status $status: $(head -n 1 "$folder/cut.log")"
        return 0
    fi
    compare_outputs "$folder"
}

compile_files() {
    local file
    for file in "$1"/file*; do
        "$llvm_bin/llc" -O1 -relocation-model=pic -function-sections -data-sections -filetype=obj "$file" -o "$1/one.$(basename "$file").o" || return 1
    done
}

# check_debug_info REFERENCE OBJECT...: it is valid where that of one partition is.
check_debug_info() {
    local object
    for object in "${@:2}"; do
        if ! "$llvm_bin/llvm-dwarfdump" --verify --quiet "$object" >/dev/null 2>&1 && "$llvm_bin/llvm-dwarfdump" --verify --quiet "$1" >/dev/null 2>&1; then
            different "debug: $(basename "$object"): $("$llvm_bin/llvm-dwarfdump" --verify "$object" 2>&1 | grep -m 1 error:)"
            return
        fi
    done
}

# Does LLVM's own command do what lto-par could not?
reference_compiles() {
    local input=$1
    if [[ $stage == post-ipo ]]; then
        timeout 120 "$llvm_bin/opt" -passes="$(<"$pipelines/lto-O2-suffix.txt")" "$1" -o "$2/reference.bc" >"$2/reference.log" 2>&1 || return 1
        input=$2/reference.bc
    elif [[ $stage == ipo ]]; then
        timeout 120 "$llvm_bin/opt" -relocation-model=pic "-passes=lto<O$level>" "$1" -o "$2/reference.bc" >"$2/reference.log" 2>&1 || return 1
        input=$2/reference.bc
    fi
    timeout 120 "$llvm_bin/llc" "-O${level/s/2}" -relocation-model=pic -filetype=obj "$input" -o "$2/reference.o" >>"$2/reference.log" 2>&1
}

link_program() {
    c++ -o "$1" "${@:2}" "${link[@]}" -pthread >"$1.link" 2>&1
}

# run_reference FOLDER: fails where the program itself does, which is no reference then.
run_reference() {
    local status=0
    run_program "$1/one" "$reference_seconds" || status=$?
    if ((status == 124)); then
        outcome=slow detail="run: over $reference_seconds s"
    elif ((status)); then
        outcome=invalid detail="run: status $status"
    fi
    return "$status"
}

# compare_outputs FOLDER: runs what was cut.
compare_outputs() {
    local status=0
    run_program "$1/cut" || status=$?
    if ((status)); then
        different "output: status $status"
    elif ! cmp -s "$1/one.out" "$1/cut.out"; then
        different "output: $(diff "$1/one.out" "$1/cut.out" | sed -n 2p)"
    fi
}

# run_program FILE [SECONDS], in a shell of its own, whose words about crashes nobody needs.
run_program() {
    (
        timeout -k 1 "${2:-$seconds}" "$1" >"$1.out" 2>"$1.err" </dev/null
        exit $?
    ) 2>/dev/null
}

# What other objects see must be the same: a symbol's type, binding and visibility; promoted ones must be invisible. A linkonce definition
# that is not used may be there or not. Not compared: sizes (LLVM gives an alias of a private variable another one than an alias of a hidden
# one), and names that start with .L, which no assembler could refer to.
compare_symbols() {
    local one
    one=$("$llvm_bin/llvm-readelf" -sW "$1" | visible_symbols)
    detail=$("$llvm_bin/llvm-readelf" -sW "$2" | visible_symbols | awk -F '\t' -v one="$one" '
        BEGIN { n = split(one, lines, "\n"); for (i = 1; i <= n; i++) { tab = index(lines[i], "\t"); was[substr(lines[i], 1, tab - 1)] = substr(lines[i], tab + 1) } }
        { is = substr($0, length($1) + 2) }
        $1 ~ /\.lto_par\./ { if (is !~ / HIDDEN$/) print "symbols: " $1 " is visible: " is; next }
        $1 in was { if (was[$1] != is) print "symbols: " $1 " was " was[$1] ", is " is; delete was[$1]; next }
        is !~ /WEAK|HIDDEN/ { print "symbols: " $1 " is new: " is }
        END { for (name in was) if (name != "" && was[name] !~ /WEAK|HIDDEN/) print "symbols: " name " is gone: " was[name] }' | head -n 1)
    [[ -z $detail ]] || outcome=different
}

# "NAME<tab>TYPE BIND VISIBILITY" of global definitions; readelf prints "Num: Value Size Type Bind Vis Ndx Name".
visible_symbols() {
    awk '($5 == "GLOBAL" || $5 == "WEAK") && $7 != "UND" {
        name = $0; for (i = 1; i <= 7; i++) sub(/^ *[^ ]+/, "", name); sub(/^ /, "", name)
        if (name !~ /^\.L/) print name "\t" $4 " " $5 " " $6 }'
}

# check_module FILE SEED FOLDER NATIVE KIND: FILE is IR or bitcode; its native half is in its comments unless NATIVE is a C file.
check_module() {
    local libraries=()
    if [[ $5 == stress ]]; then
        # shellcheck source=scripts/fuzz/stress.sh
        source "$repo/scripts/fuzz/stress.sh"
        compare_code "$1" "$2" "$3"
        return 0
    fi
    if [[ -n $4 ]]; then
        [[ $4 -ef $3/native.c ]] || cp "$4" "$3/native.c"
    else
        sed -n 's/^; native: //p' "$1" >"$3/native.c"
    fi
    if [[ -s $3/native.c ]]; then
        cc -O1 -fPIE -w -c "$3/native.c" -o "$3/native.o"
        libraries=("$3/native.o")
    fi
    if [[ $1 == *.bc ]]; then
        cp "$1" "$3/input.bc"
    elif ! "$llvm_bin/llvm-as" "$1" -o "$3/input.bc" 2>"$3/as.log"; then
        outcome=invalid detail="assemble: $(head -n 1 "$3/as.log")"
        return 0
    fi
    # GNU ld refuses absolute symbols of other objects in 32-bit fields of a PIE, where lld takes them.
    if grep -qa absolute_symbol "$1"; then
        libraries+=("-B$llvm_bin" -fuse-ld=lld)
    fi
    compare_module "$3/input.bc" "$2" "$3" "${libraries[@]}"
    # The third opinion: LLVM's own compiler without optimisation. Undefined behaviour of a generated program shows here.
    if [[ $outcome == different || ($outcome == same && $(($2 % 4)) == 1) ]]; then
        compare_with_llc "$3" "$2" "${libraries[@]}"
    fi
}

# compare_with_llc FOLDER SEED [OBJECT...]
compare_with_llc() {
    local compile link cut out stage level
    choose_options "$2"
    "$llvm_bin/llc" -O0 -relocation-model=pic -filetype=obj "$1/input.bc" -o "$1/llc.o" >"$1/llc.log" 2>&1 || return 0
    link=(-pie)
    link_program "$1/llc" "$1/llc.o" "${@:3}" && run_program "$1/llc" || return 0
    # What generated programs do may depend on inter-procedural optimisation, LLVM's own: one of the two must do it.
    if [[ $stage == ipo ]]; then
        if cmp -s "$1/llc.out" "$1/cut.out" && [[ $detail == output:* ]]; then
            outcome=same detail=''
        fi
    elif ! cmp -s "$1/llc.out" "$1/one.out"; then
        different "reference: llc -O0 disagrees with one partition${detail:+ ($detail)}"
    fi
}

# finish KIND WORK SEED FOLDER: one line of results; files of failures stay.
finish() {
    local seed=$3 done_so_far line="$1 $3 $outcome"
    [[ $outcome == same ]] || line+=" $detail"
    printf '%s\n' "$line" >>"$2/results"
    local place=$4
    if [[ -n $LTO_PAR_FUZZ_KEEP ]]; then
        place=$LTO_PAR_FUZZ_KEEP/$1-$seed
    elif [[ $outcome == different ]]; then
        place=$LTO_PAR_FUZZ_FAILED/$1-$seed
    fi
    if [[ $place != "$4" ]]; then
        rm -rf "$place"
        mkdir -p "$(dirname "$place")"
        mv "$4" "$place"
    else
        rm -rf "$4"
    fi
    case $outcome in
        different)
            printf 'fuzz: %s seed %s differs: %s\n  repeat: scripts/fuzz.sh --kind %s --seed %s --count 1 --keep /tmp/fuzz\n  files: %s\n' \
                "$1" "$seed" "$detail" "$1" "$seed" "$place"
            ;;
        invalid) printf 'fuzz: %s seed %s has no reference: %s\n' "$1" "$seed" "$detail" ;;
    esac
    done_so_far=$(wc -l <"$2/results")
    if ((done_so_far % 100 == 0)); then
        echo "fuzz: $1 $done_so_far of $LTO_PAR_FUZZ_COUNT"
    fi
}
