#!/usr/bin/env bash
# A Debian with nothing in it: makes a minimal root of this machine's release, with this machine's apt sources, and runs commands in one, or in a copy of this
# machine's own root. Packages are tested there.
#
# usage: scripts/clean-root.sh make DIR
#        scripts/clean-root.sh run [--no-proc] DIR COMMAND...
#        scripts/clean-root.sh overlay [--no-proc] DIR COMMAND...
#
#   make        debootstrap's smallest variant, and apt's lists; debootstrap runs once, what it made is unpacked from then on
#   run         COMMAND in that root, with processes and mounts of its own, and none of this shell's variables
#   overlay     COMMAND in this machine's own root with the files of DIR in its /root; what it changes is gone afterwards
#   --no-proc   without /proc
#
# Needs root, as debootstrap does. What is kept is ${LTO_PAR_CACHE:-out/cache}/roots.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# debian_of: "MIRROR CODENAME" of this machine's own sources.
debian_of() {
    local codename
    codename=$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")
    apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
        awk -v codename="$codename" '$2 == codename && $3 == "main" { print $1, $2; exit }'
}

# take_sources ROOT: where this machine's apt gets its packages, and how.
take_sources() {
    local name
    rm -f "$1/etc/apt/sources.list"
    for name in sources.list sources.list.d trusted.gpg trusted.gpg.d keyrings preferences.d auth.conf.d; do
        [[ ! -e /etc/apt/$name ]] || cp -a "/etc/apt/$name" "$1/etc/apt/"
    done
    cp -a /usr/share/keyrings/. "$1/usr/share/keyrings/"
    # Not the rest of apt's configuration: it calls programs that are not there.
    apt-config dump | grep -E '^Acquire::(Check-|Retries|http::|https::)' >"$1/etc/apt/apt.conf.d/99sources" || true
    cp -L /etc/resolv.conf /etc/hosts "$1/etc/"
}

# base: prints the path of an archive of the root that debootstrap made.
base() {
    local mirror codename archive work
    read -r mirror codename < <(debian_of) || die "apt has no source of this Debian release with component main; is 'apt-get update' due?"
    archive=$cache/roots/$codename.tar
    mkdir -p "$cache/roots"
    exec 7>"$archive.lock"
    flock 7
    if [[ ! -s $archive ]]; then
        work=$(mktemp -d)
        # shellcheck disable=SC2064  # this folder, whatever $work is then
        trap "rm -rf '$work'" EXIT
        debootstrap --variant=minbase "$codename" "$work/root" "$mirror" >"$archive.log" 2>&1 || die "debootstrap: $(tail -n 1 "$archive.log"); the log is $archive.log"
        rm -rf "$work"/root/var/cache/apt/archives/*.deb
        tar -C "$work/root" --numeric-owner -cf "$archive.new" .
        mv "$archive.new" "$archive"
    fi
    printf '%s\n' "$archive"
}

make_root() {
    local archive
    [[ ! -e $1 || -z $(ls -A "$1") ]] || die "$1 is not empty"
    need debootstrap apt-get tar
    mkdir -p "$1"
    archive=$(base)
    tar -C "$1" --numeric-owner -xpf "$archive"
    take_sources "$1"
    run_in mounted "$1" apt-get -q update >"$1/var/log/update.log" 2>&1 || die "apt-get update in $1: $(tail -n 1 "$1/var/log/update.log")"
}

# environment: what commands see of variables.
environment=(/usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive)

# overlay mounted|bare DIR COMMAND...
overlay() {
    local work status=0
    work=$(mktemp -d)
    # The mounts end with their namespace.
    unshare --mount --pid --fork --kill-child bash -c '
        set -e
        proc=$1 work=$2 files=$3
        shift 3
        mount -t tmpfs none "$work"
        mkdir "$work/upper" "$work/work" "$work/root"
        mount -t overlay overlay -o "lowerdir=/,upperdir=$work/upper,workdir=$work/work" "$work/root"
        mount --rbind /dev "$work/root/dev"
        mount -t tmpfs -o mode=1777 none "$work/root/tmp"
        mount -t tmpfs -o mode=700 none "$work/root/root"
        cp -r "$files/." "$work/root/root/"
        [[ $proc == bare ]] || mount -t proc none "$work/root/proc"
        exec chroot "$work/root" "$@"' bash "$1" "$work" "$2" "${environment[@]}" "${@:3}" || status=$?
    rmdir "$work"
    return "$status"
}

# run_in mounted|bare ROOT COMMAND...
run_in() {
    local proc=(--mount-proc="$2/proc") root=$2
    [[ $1 == mounted ]] || proc=(--mount)
    shift 2
    unshare --pid --fork --kill-child "${proc[@]}" chroot "$root" "${environment[@]}" "$@"
}

case ${1-} in
    -h | --help) usage; exit 0 ;;
    make | run | overlay) verb=$1; shift ;;
    *) die "say make, run or overlay; see --help" ;;
esac
((EUID == 0)) || die "only root can make and enter such roots"
proc=mounted
if [[ $verb != make && ${1-} == --no-proc ]]; then
    proc=bare
    shift
fi
root=${1:?a folder is missing; see --help}
shift
[[ $verb == make || $# -gt 0 ]] || die "which command is to run there? see --help"
case $verb in
    make) make_root "$root" ;;
    run)
        [[ -x $root/bin/sh ]] || die "$root is no root; make it first"
        run_in "$proc" "$(realpath "$root")" "$@"
        ;;
    overlay)
        [[ -d $root ]] || die "$root is no folder"
        overlay "$proc" "$(realpath "$root")" "$@"
        ;;
esac
