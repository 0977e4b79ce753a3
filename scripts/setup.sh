#!/usr/bin/env bash
# Installs what lto-par's build, tests and benches need and this machine lacks.
#
# usage: scripts/setup.sh [--runtime-only] [-v]
#
#   --runtime-only   only what running lto-par needs: libllvm22, binutils (for ld -r), llvm-22-linker-tools (libLTO, for -mllvm and -faddrsig), libcurl4 (remote caches)
#   -v               also say what was found in order
#
# Uses apt (through sudo unless run by root) and only when a package is missing.
# The .NET 10 SDK is checked, not installed.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

runtime_packages=(libllvm22 binutils llvm-22-linker-tools libcurl4)
# libclang-rt, libomp: runtimes of instrumented programs; llvm-22: llc, opt, llvm-dis, llvm-split; make and tcl: sqlite's amalgamation; make and ninja-build run plans (lto-par plan);
# llvm-22-linker-tools (among those for running) also has LLVM's own linker plugin, the reference of ours;
# dpkg-dev: unpacking source packages, and dpkg-shlibdeps for scripts/package.sh; time, hyperfine, jq: benches; mold: a third linker to test against; gdb: debug information;
# csmith, libcsmith-dev: random C for scripts/fuzz.sh; nginx: a server for the remote cache; openssh-server, distcc, slurmctld, slurmd, slurm-client: hosts for distributors, and python3 runs one in tests; llvm-22-tools (lit, FileCheck), python3-psutil (time-outs of lit), dejagnu: scripts/suites.sh.
develop_packages=(
    clang-22 libclang-rt-22-dev libomp-22-dev lld-22 llvm-22 gcc g++ libc6-dev make tcl dpkg-dev
    ninja-build bzip2 xz-utils time hyperfine jq mold gdb csmith libcsmith-dev
    llvm-22-tools python3-psutil dejagnu nginx openssh-client openssh-server distcc slurmctld slurmd slurm-client
)

# A JDK compiles Bazel's RemoteWorker (scripts/remote-worker.sh); debootstrap makes clean roots, lintian checks packages; cmake, meson and cargo
# build what docs/build-tools says, any cargo whose LLVM is not newer than ours.
if [[ ${LTO_PAR_TEST_FULL-} == 1 ]]; then
    develop_packages+=(default-jdk-headless debootstrap lintian cmake meson)
    command -v cargo >/dev/null || develop_packages+=(cargo)
fi

packages=("${runtime_packages[@]}" "${develop_packages[@]}")
check_sdk=1
verbose=0
for argument in "$@"; do
    case $argument in
        --runtime-only) packages=("${runtime_packages[@]}"); check_sdk=0 ;;
        -v) verbose=1 ;;
        -h | --help) usage; exit 0 ;;
        *) die "unknown option '$argument'; see --help" ;;
    esac
done

# Packages of the list that are not installed, one a line.
missing_packages() {
    { dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' "${packages[@]}" 2>/dev/null || true; } |
        awk -v wanted="${packages[*]}" '
            $1 == "ii" || $1 == "hi" { have[$2] = 1 }
            END { n = split(wanted, w, " "); for (i = 1; i <= n; i++) if (!(w[i] in have)) print w[i] }'
}

as_root=()
# RUNLEVEL=1: packages of servers do not start them, where there is no systemd.
apt() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get -q -y \
        -o DPkg::Lock::Timeout=300 -o Acquire::Retries=2 "$@"
}

install_packages() {
    apt update && apt install --no-install-recommends "$@"
}

command -v dpkg-query >/dev/null 2>&1 || die "this script needs Debian's apt and dpkg; elsewhere install LLVM 22.1 (libLLVM, clang, lld, llc, opt) and binutils by hand"

mapfile -t missing < <(missing_packages)
if ((${#missing[@]})); then
    if ((EUID != 0)); then
        command -v sudo >/dev/null 2>&1 || die "packages are missing (${missing[*]}) and there is no sudo; run this as root"
        as_root=(sudo)
    fi
    echo "setup: installing ${missing[*]}"
    mkdir -p "$cache"
    log=$cache/setup.log
    if ! install_packages "${missing[@]}" >"$log" 2>&1; then
        echo "setup: apt failed, trying once more" >&2
        install_packages "${missing[@]}" >"$log" 2>&1 || {
            tail -n 20 "$log" >&2
            die "apt could not install ${missing[*]}; is the network up, and do the apt sources carry LLVM 22? (log: $log)"
        }
    fi
    # Tests start their own; a developer's machine need not have a server from now on.
    for server in nginx openssh-server slurmctld slurmd; do
        if [[ " ${missing[*]} " == *" $server "* && -d /run/systemd/system ]]; then
            service=${server/openssh-server/ssh}
            "${as_root[@]}" systemctl disable --now "$service" >>"$log" 2>&1 || echo "setup: $service could not be stopped; tests do not need it to run" >&2
        fi
    done
    mapfile -t missing < <(missing_packages)
    ((${#missing[@]} == 0)) || die "still missing after apt: ${missing[*]} (log: $log)"
elif ((verbose)); then
    echo "setup: ${#packages[@]} packages present"
fi

if ((check_sdk)); then
    how='install the .NET 10 SDK and put dotnet on PATH'
    command -v dotnet >/dev/null 2>&1 || die "dotnet is missing; $how"
    newest=$(dotnet --list-sdks | awk -F. '$1 > n { n = $1 } END { print n + 0 }')
    ((newest >= 10)) || die "the newest .NET SDK here is version $newest; $how"
    ((verbose)) && echo "setup: .NET SDK $newest"
fi
exit 0
