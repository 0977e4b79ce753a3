# shellcheck shell=bash disable=SC2154,SC2164,SC2034  # sourced by bench.sh, which has set errexit
# The stage benches: lto-par against LLVM's serial tools on the same bitcode.

# find_input PROGRAM: sets $input, the bitcode that $stage starts from, in the page cache for the first run too
find_input() {
    local file=opt.bc
    [[ $stage == post-ipo ]] && file=postipo.bc
    input=$("$repo/scripts/corpus.sh" --print "$1" "O2$debug" "$file")
    cat "$input" >/dev/null
}

measure_stage() {
    local tool=$1 run=$2
    rm -f "$work/x.o"
    measure "$repo/scripts/bench/stage-tools.sh" "run_$tool" "${options[@]}" || {
        cat "$work/stderr" >&2
        die "$tool failed on $input"
    }
    record "$program" "$stage$debug" "$tool" "$run" "$(text_bytes "$work/x.o")"
}

bench_stages() {
    local tools=(lto-par serial)
    ((peers)) && tools+=(llvm-split lld-partitions)
    need "$lto_par" "$llvm_bin/llc" "$llvm_bin/opt"
    "$repo/scripts/corpus.sh" ${debug:+"$debug"} "${names[@]}"
    suffix=$(<"$pipelines/lto-O2-suffix.txt")
    export suffix stage input
    for program in "${names[@]}"; do
        for stage in "${stages[@]}"; do
            find_input "$program"
            alternate "$runs" measure_stage "${tools[@]}"
        done
    done
}
