# shellcheck shell=bash disable=SC2154  # run by measure(): bench.sh exports lto_par llvm_bin work jobs stage input suffix
# What the stage benches compare: each function turns $input, the bitcode of $stage, into $work/x.o.
# Arguments are lto-par's options.

llc=("$llvm_bin/llc" -O2 -relocation-model=pic -filetype=obj --function-sections --data-sections)

# serial_stage BITCODE OBJECT: the stage as LLVM's own tools do it, on one core
serial_stage() {
    if [[ $stage == post-ipo ]]; then
        "$llvm_bin/opt" -passes="$suffix" "$1" -o "$2.bc"
        "${llc[@]}" "$2.bc" -o "$2"
    else
        "${llc[@]}" "$1" -o "$2"
    fi
}

run_lto-par() {
    "$lto_par" "$input" -j "$jobs" --stage="$stage" -O2 "$@" -o "$work/x.o"
}

run_serial() {
    serial_stage "$input" "$work/x.o"
}

# A stage for each of $jobs parts, side by side.
run_llvm-split() {
    "$llvm_bin/llvm-split" -j"$jobs" "$input" -o "$work/part"
    local part pids=() objects=()
    for ((part = 0; part < jobs; part++)); do
        objects+=("$work/part$part.o")
        serial_stage "$work/part$part" "$work/part$part.o" &
        pids+=($!)
    done
    for part in "${pids[@]}"; do wait "$part"; done
    ld -r "${objects[@]}" -o "$work/x.o"
}

# Splits code generation alone; the passes before it are serial.
run_lld-partitions() {
    local passes=no-op-module
    [[ $stage == post-ipo ]] && passes=$suffix
    "$llvm_bin/ld.lld" -r --lto-O2 --lto-partitions="$jobs" --lto-newpm-passes="$passes" "$input" -o "$work/x.o"
}
