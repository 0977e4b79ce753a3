# shellcheck shell=bash disable=SC2154,SC2164,SC2034  # sourced by bench.sh, which has set errexit; run by measure()
# The bench of executors: what it costs to compile the partitions elsewhere than in threads of lto-par, on the same processors. Worker processes,
# lto-par-distribute-local, distcc with Debian's distccd, and the Remote Execution API with Bazel's RemoteWorker, each with so many jobs at a time as
# lto-par has threads. Servers are in a network of this bench alone, and the one of the API has the toolchain installed; each run asks for a platform of
# its own, so that the server executes again what it has results of.

executors=(thread process local distcc reapi)
distcc_port=3641
reapi_port=8980

run_executor() {
    "$lto_par" "$input" -j "$jobs" "$@" -o "$work/x.o"
}

executor_options() {
    local distribute=$repo/out/bin/lto-par-distribute
    case $1 in
        thread) ;;
        process) echo --executor=process ;;
        local) printf '%s\n' "--distributor=$distribute-local" "--distributor-arg=-j$jobs" ;;
        distcc) printf '%s\n' "--distributor=$distribute-distcc" "--distributor-arg=--hosts=127.0.0.1:$distcc_port/$jobs" ;;
        reapi) printf '%s\n' "--distributor=$distribute-reapi" "--distributor-arg=--server=grpc://127.0.0.1:$reapi_port" "--distributor-arg=-j$jobs" \
            --distributor-arg=--no-local "--distributor-arg=--platform=round=$2" ;;
    esac
}

measure_executor() {
    local tool=$1 run=$2 words
    mapfile -t words < <(executor_options "$tool" "$run")
    measure "$repo/scripts/bench/executors.sh" run_executor "${words[@]}" "${options[@]}" || {
        cat "$work/stderr" >&2
        die "$tool failed on $input"
    }
    [[ ! -s $work/stderr ]] || die "$tool had something to say: $(head -n 1 "$work/stderr")"
    [[ -e $work/expected.o ]] || cp "$work/x.o" "$work/expected.o"
    cmp "$work/x.o" "$work/expected.o" || die "another object came of $tool"
    record "$program" executors "$tool" "$run" "$(text_bytes "$work/x.o")"
}

# enter_executors COMMAND...: goes on as COMMAND in a network of its own; what needs another one is done before.
enter_executors() {
    "$repo/scripts/corpus.sh" "${names[@]}"
    [[ " ${executors[*]} " != *' reapi '* ]] || "$repo/scripts/remote-worker.sh" >/dev/null
    build_bench
    in_own_network "$@"
}

start_reapi() {
    local worker
    worker=$("$repo/scripts/remote-worker.sh")
    mkdir "$work/reapi" "$work/reapi/work" "$work/reapi/blobs"
    java -Xmx256m -XX:+UseSerialGC -cp "$worker/classes:$worker/A-server.jar" com.google.devtools.build.remote.worker.RemoteWorker --work_path="$work/reapi/work" \
        --cas_path="$work/reapi/blobs" --listen_port="$reapi_port" --jobs="$jobs" --pid_file="$work/reapi/pid" >"$work/reapi/log" 2>&1 &
    servers+=($!)
}

# wait_for_port PORT: until somebody listens there.
wait_for_port() {
    local tries
    for ((tries = 0; tries < 600; tries++)); do
        ! (: >"/dev/tcp/127.0.0.1/$1") 2>/dev/null || return 0
        sleep 0.1
    done
    die "nobody listens at port $1 after a minute"
}

bench_executors() {
    servers=()
    trap 'kill "${servers[@]}" 2>/dev/null; rm -rf "$work"' EXIT
    need java distccd
    start_distccd "$work/distccd" "$distcc_port" "$jobs"
    servers+=($!)
    start_reapi
    wait_for_port "$distcc_port"
    wait_for_port "$reapi_port"
    export input
    for program in "${names[@]}"; do
        input=$("$repo/scripts/corpus.sh" --print "$program" O2 postipo.bc)
        rm -f "$work/expected.o"
        # The first upload, and pages of programs, are nobody's run.
        for tool in "${executors[@]}"; do
            mapfile -t words < <(executor_options "$tool" first)
            run_executor "${words[@]}" "${options[@]}"
        done
        alternate "$runs" measure_executor "${executors[@]}"
    done
}
