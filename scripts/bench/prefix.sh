# shellcheck shell=bash disable=SC2154,SC2164,SC2034  # sourced by bench.sh, which has set errexit; run by measure()
# The prefix bench: the serial part of --stage=ipo (reading, inter-procedural passes, writing, freeing) by this build and by another, taking turns.
# `lto-par ipo --to=post-inline` does that and nothing else, so its processor time is the serial part's, besides 20 ms for loading libLLVM.
# The size is that of the bitcode.

prefix() {
    "$1" ipo "$input" -O2 --to=post-inline "${@:2}" -o "$work/x.bc"
}

run_before() {
    prefix "$before" "$@"
}

run_lto-par() {
    prefix "$lto_par" "$@"
}

measure_prefix() {
    local tool=$1 run=$2
    measure "$repo/scripts/bench/prefix.sh" "run_$tool" "${options[@]}" || {
        cat "$work/stderr" >&2
        die "$tool failed on $input"
    }
    record "$program" "$stage" "$tool" "$run" "$(stat -c %s "$work/x.bc")"
}

bench_prefix() {
    before=$(realpath "$before")
    need "$lto_par" "$before"
    "$repo/scripts/corpus.sh" ${debug:+"$debug"} "${names[@]}"
    export before input
    stage=ipo$debug
    for program in "${names[@]}"; do
        input=$("$repo/scripts/corpus.sh" --print "$program" "O2$debug" merged.bc)
        cat "$input" >/dev/null
        alternate "$runs" measure_prefix lto-par before
    done
}
