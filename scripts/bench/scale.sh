# shellcheck shell=bash disable=SC2154,SC2164,SC2034  # sourced by bench.sh, which has set errexit
# The scale bench: lto-par on synthetic programs (tests/Scale) of growing size, and what part of it grows faster than they do.
#
# usage: scripts/bench.sh --scale [--runs N] [-j N] [--check] [FUNCTIONS...] [-- OPTION-OF-LTO-PAR...]
#        (default: 3000 10000 30000 100000 functions; -- -O2; -- -O0 shows what grows without passes in front of it)
#
# Prints time and memory by size, the slope of their logarithms (1: in proportion; bar 1.05 for CPU time), each phase's share
# of the work, the slope of each phase, and llc's on the same modules. Then planning alone: a million functions and ten million edges.
# LTO_PAR_SCALE_SHAPE: options for the generator, such as '--instructions 60 --fan-out 8'.

slope_bar=1.05
# Planning: at most 10 s are required, and the bar is the goal of 5. Reached are 4.0 s of processor time and 1.1 GiB (docs/performance.md).
plan_functions=1000000 plan_fan_out=10 plan_seconds=5 plan_bytes=$((2 << 30))

# synthesize FUNCTIONS: sets $input, the bitcode of a program of that size, made once
synthesize() {
    local shape
    read -ra shape <<<"${LTO_PAR_SCALE_SHAPE:-}"
    input=$work/$1.bc
    "$generator" module --functions "$1" "${shape[@]}" | "$llvm_bin/llvm-as" -disable-verify -o "$input"
}

run_scale() {
    "$lto_par" "$input" -j "$jobs" --stage=codegen -o "$work/x.o" --stats-json "$work/stats.json" "$@"
}

# What one thread takes without a cut, at the same level: the machine's own slope, since larger programs miss the caches more.
run_llc() {
    local word level=-O2
    for word in "$@"; do
        [[ $word == -O[0-3] ]] && level=$word
    done
    "$llvm_bin/llc" "$level" -filetype=obj -function-sections -data-sections "$input" -o "$work/x.o"
}

bench_scale() {
    ((${#sizes[@]})) || sizes=(3000 10000 30000 100000)
    ((${#options[@]})) || options=(-O2)
    need dotnet "$llvm_bin/llvm-as"
    generator=$repo/out/bin/ScaleModules/release/ScaleModules
    mkdir -p "$repo/out/bench"
    dotnet build "$repo/tests/Scale" -c Release -v quiet >"$repo/out/bench/scale-build.log" 2>&1 || die "the generator does not build; see out/bench/scale-build.log"
    export input
    local size run ours missed=0
    for size in "${sizes[@]}"; do
        synthesize "$size"
        for ((run = 1; run <= runs; run++)); do
            measure "$repo/scripts/bench/scale.sh" run_scale "${options[@]}" || {
                cat "$work/stderr" >&2
                die "lto-par failed on $size functions"
            }
            ours=$measured
            measure "$repo/scripts/bench/scale.sh" run_llc "${options[@]}" || die "llc failed on $size functions"
            # functions wall cpu rss, then ms: read plan linkage combine (wall), carve optimize emit (sum over workers), partitions, CPU of llc
            printf '%d %s %s %s\n' "$size" "$ours" "$("$bench" phases "$work/stats.json")" "$(cut -d ' ' -f 2 <<<"$measured")" >>"$raw"
        done
        rm -f "$input"
    done
    cp "$raw" "$repo/out/bench/scale-$(date -u +%Y%m%dT%H%M%SZ).txt"
    "$bench" scale "$raw" --bar "$slope_bar" --what "--stage=codegen ${options[*]}" || missed=1
    bench_planning || missed=1
    exit "$((check && missed))"
}

bench_planning() {
    local run
    for ((run = 1; run <= runs; run++)); do
        "$generator" plan --functions "$plan_functions" --fan-out "$plan_fan_out"
    done >"$work/planning"
    "$bench" planning "$work/planning" --seconds "$plan_seconds" --bytes "$plan_bytes"
}
