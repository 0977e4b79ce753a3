# shellcheck shell=bash disable=SC2154  # sourced by bench.sh, which has set work, raw, cold
# Measuring one command, and rounds of commands that alternate.
#
# Only ratios of neighbouring runs mean something on a machine that others use too. So the tools of a group take turns
# (A B C, B C A, ...; each is first as often as the others), and ratios are taken within a round.

# The largest deviation of a machine at rest: a load average above it gets a note.
restful_load=0.5

note() {
    printf 'bench: note: %s\n' "$1" >&2
}

# measure FILE COMMAND [ARGUMENT...]: runs COMMAND, a function of the script FILE, in a shell of its own, so that what is
# measured is all its processes and nothing else. Sets $measured to "wall_s cpu_s rss_kb", the memory being that of the
# largest process; the output is in $work/stdout. Returns 1 when the command fails; $work/stderr says why.
measure() {
    local TIMEFORMAT='%3R %3U %3S' memory
    if ((cold)); then
        sync
        echo 1 2>/dev/null >/proc/sys/vm/drop_caches || die "--cold empties the page cache, which takes root and a kernel that lets root do so"
    fi
    {
        # shellcheck disable=SC2016  # expanded by the inner shell
        time /usr/bin/time -q -o "$work/memory" -f %M \
            bash -c 'set -euo pipefail; source "$0"; "$@"' "$@" >"$work/stdout" 2>"$work/stderr"
    } 2>"$work/time" || return 1
    memory=$(<"$work/memory")
    measured=$(awk -v memory="$memory" '{ printf "%.3f %.3f %d", $1, $2 + $3, memory }' "$work/time")
}

# text_bytes FILE: code in an object or a program
text_bytes() {
    size -A "$1" | awk '$1 ~ /^\.text/ { sum += $2 } END { print sum + 0 }'
}

# record PROGRAM STAGE TOOL RUN TEXT-BYTES: $measured as a line of raw numbers
record() {
    printf '%s %s %s %d %s %d\n' "$1" "$2" "$3" "$4" "$measured" "$5" >>"$raw"
}

# alternate RUNS FUNCTION TOOL...: calls FUNCTION TOOL RUN for each tool and run, the tools taking turns.
alternate() {
    local runs=$1 function=$2 run turn
    shift 2
    local tools=("$@")
    for ((run = 1; run <= runs; run++)); do
        for ((turn = 0; turn < ${#tools[@]}; turn++)); do
            "$function" "${tools[(run - 1 + turn) % ${#tools[@]}]}" "$run"
        done
    done
}

# Sets $load, and says when it is not that of a quiet machine.
look_at_load() {
    load=$(cut -d ' ' -f 1 /proc/loadavg)
    if awk -v l="$load" -v r="$restful_load" 'BEGIN { exit !(l > r) }'; then
        note "the load average is $load before anything has started; expect noise"
    fi
}
