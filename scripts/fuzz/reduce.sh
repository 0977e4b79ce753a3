# shellcheck shell=bash disable=SC2154  # sourced by fuzz.sh
# Failures made small by llvm-reduce: whatever keeps the same step different, with LLVM's own compiler on the side of one partition.

# reduce_failures KIND RESULTS
reduce_failures() {
    local kind=$1 seed step folder input small native
    while read -r _ seed _ step _; do
        step=${step%:}
        folder=${LTO_PAR_FUZZ_KEEP:-$LTO_PAR_FUZZ_FAILED}/$kind-$seed
        input=$folder/input.ll native=$folder/native.c
        [[ -f $input ]] || input=$folder/input.bc
        [[ -s $native ]] || native=''
        if [[ $step == reference ]]; then
            echo "fuzz: $kind seed $seed is not reduced: LLVM's own compiler disagrees with one partition too"
            continue
        fi
        cat >"$folder/interesting.sh" <<CHECK
#!/usr/bin/env bash
export LTO_PAR_FUZZ_BUILT=1
"$repo/scripts/fuzz.sh" --kind $kind --seed $seed ${native:+--native "$native"} --check "\$1" 2>&1 | grep -q ': different: $step'
CHECK
        chmod +x "$folder/interesting.sh"
        echo "fuzz: reducing $kind seed $seed ($step)"
        if ! (cd "$folder" && timeout 1800 "$llvm_bin/llvm-reduce" -j "$jobs" --abort-on-invalid-reduction=false --test="$folder/interesting.sh" \
            -o "$folder/reduced.ll" "$input" >"$folder/reduce.log" 2>&1) && [[ ! -s $folder/reduced.ll ]]; then
            echo "fuzz: $kind seed $seed does not reduce; see $folder/reduce.log"
            continue
        fi
        small=$repo/tests/traps/fuzz_$seed.ll
        {
            echo "; Found by scripts/fuzz.sh --kind $kind --seed $seed, reduced by llvm-reduce; $step differs."
            echo "; kind $kind"
            echo "; seed $seed"
            [[ -z $native ]] || sed 's/^/; native: /' "$native"
            grep -v '^; ModuleID\|^source_filename' "$folder/reduced.ll"
        } >"$small"
        echo "fuzz: $small ($(wc -l <"$small") lines); repeat: scripts/fuzz.sh --check $small"
    done < <(grep ' different ' "$2")
}
