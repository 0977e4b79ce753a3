# shellcheck shell=bash
# Hosts of a bench's own, on this machine. Sourced, never run, after lib.sh.

# in_own_network COMMAND...: goes on as COMMAND, in a network that nobody else reaches and that has no way out. The second time it does nothing: COMMAND may
# be the script itself.
in_own_network() {
    [[ ${LTO_PAR_NETWORK-} != own ]] || return 0
    local own=()
    ((EUID == 0)) || own=(--map-root-user)
    LTO_PAR_NETWORK=own exec unshare "${own[@]}" -n bash -c 'ip link set lo up; exec "$@"' bash "$@"
}

# start_distccd FOLDER PORT JOBS: Debian's distccd with lto-par-cc, JOBS at a time; FOLDER is made. Its process is $!.
start_distccd() {
    local own=()
    ((EUID)) || own=(unshare --user --map-user=1000) # it refuses to be root's
    mkdir "$1"
    echo "$repo/out/bin/lto-par-cc" >"$1/compilers"
    DISTCC_CMDLIST=$1/compilers PATH=$repo/out/bin:$PATH TMPDIR=$1 "${own[@]}" distccd --daemon --no-detach --listen 127.0.0.1 --allow 127.0.0.1 \
        --port "$2" --jobs "$3" --pid-file "$1/pid" --log-file "$1/log" &
}
