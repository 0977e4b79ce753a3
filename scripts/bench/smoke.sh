# shellcheck shell=bash disable=SC2154,SC2164,SC2034  # sourced by bench.sh, which has set errexit
# The smoke bench: has a change made lto-par grossly slower, hungrier or its code larger? For CI, so it must pass on a busy
# machine and end soon: small programs, the best run of each tool, limits far from what is usual, more runs for as long as a
# limit is missed and time is left. Where others leave no processor free, running side by side gains nothing, and the wall
# clock is only held to a limit that says "hung".

smoke_programs=(lua ninja)
smoke_seconds=90
# Ratios of the best runs: wall, wall on a busy machine, CPU, peak memory, size of .text.
smoke_limits='0.95 2 1.5 1.6 1.01'

bench_smoke() {
    local verdict start failed=0 round
    SECONDS=0 names=("${smoke_programs[@]}") stage=post-ipo options=()
    need "$llvm_bin/llc" "$llvm_bin/opt"
    "$repo/scripts/corpus.sh" "${names[@]}"
    suffix=$(<"$pipelines/lto-O2-suffix.txt")
    export suffix stage input
    for program in "${names[@]}"; do
        find_input "$program"
        start=$SECONDS
        : >"$raw"
        for ((round = 1; ; round++)); do
            measure_stage lto-par "$round"
            measure_stage serial "$round"
            verdict=$("$bench" smoke "$raw" --limits "$smoke_limits" --cpus "$(nproc)") && break
            if ((SECONDS - start >= smoke_seconds / ${#names[@]})); then
                failed=1
                break
            fi
        done
        printf '%s, post-ipo stage, best of %d: %s\n' "$program" "$round" "$verdict"
    done
    ((!failed)) || die "lto-par has become much worse; scripts/bench.sh ${names[*]} on a quiet machine says by how much"
}
