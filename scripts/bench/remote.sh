# shellcheck shell=bash disable=SC2154,SC2164,SC2034  # sourced by bench.sh, which has set errexit; run by measure()
# The bench of remote caches: what servers that do no good cost a run, against none. Each fault is that of a server of its own (tests/CacheFaults), which was
# filled before it had the fault (a full one has nothing). Runs have no cache of their own.

remote_faults=(Stall StallInBody StallLater Slow WrongBytes Truncate Full)

run_remote() {
    LTO_PAR_CACHE_DIR='' LTO_PAR_REMOTE_CACHE=$1 "$lto_par" "$input" -j "$jobs" "${@:2}" -o "$work/x.o"
}

measure_remote() {
    local tool=$1 run=$2 url=
    [[ $tool == none ]] || url=$(<"$work/$tool.url")
    measure "$repo/scripts/bench/remote.sh" run_remote "$url" "${options[@]}" || {
        cat "$work/stderr" >&2
        die "lto-par failed on $input with a server that is called $tool"
    }
    [[ -e $work/expected.o ]] || cp "$work/x.o" "$work/expected.o"
    cmp "$work/x.o" "$work/expected.o" || die "another object came of a server that is called $tool"
    record "$program" remote "$tool" "$run" "$(text_bytes "$work/x.o")"
}

# start_server FAULT: a server that is filled with the program's objects, and then has the fault. It ends with this script, which has its input open.
start_server() {
    local fault=$1 answer to from
    coproc server { exec "$repo/out/bin/CacheFaults/release/CacheFaults"; }
    exec {to}>&"${server[1]}" {from}<&"${server[0]}"
    exec {server[1]}>&- {server[0]}<&-
    read -r answer <&"$from"
    echo "$answer" >"$work/$fault.url"
    [[ $fault == Full ]] || run_remote "$answer" --remote-timeout=60 "${options[@]}"
    echo "$fault" >&"$to"
    read -r answer <&"$from"
    [[ $answer == "$fault" ]] || die "the server does not know the fault $fault"
}

bench_remote() {
    dotnet build "$repo/tests/CacheFaults" -c Release -v quiet >"$repo/out/bench/build.log" 2>&1 || die "tests/CacheFaults does not build; see out/bench/build.log"
    "$repo/scripts/corpus.sh" "${names[@]}"
    export input
    for program in "${names[@]}"; do
        input=$("$repo/scripts/corpus.sh" --print "$program" O2 postipo.bc)
        rm -f "$work/expected.o"
        for fault in "${remote_faults[@]}"; do
            start_server "$fault"
        done
        echo http://127.0.0.1:9 >"$work/dead.url" # nobody listens there
        alternate "$runs" measure_remote none dead "${remote_faults[@]}"
    done
}
