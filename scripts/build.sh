#!/usr/bin/env bash
# Builds lto-par: publishes Driver/ to out/publish and makes out/bin/lto-par start it. Does nothing when nothing changed.
#
# usage: scripts/build.sh [-f] [-v]
#
#   -f   build even when nothing changed
#   -v   show what dotnet says
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

force=0 verbose=0
for argument in "$@"; do
    case $argument in
        -f) force=1 ;;
        -v) verbose=1 ;;
        -h | --help) usage; exit 0 ;;
        *) die "unknown option '$argument'; see --help" ;;
    esac
done

need dotnet
cd "$repo"
[[ -f Driver/Driver.csproj ]] || die "Driver/Driver.csproj is not there; is this a whole checkout?"

# Names, sizes and times of everything the program is made of, and the SDK; catches removed and restored files too.
# Lock files are left out: restoring writes them.
fingerprint() {
    dotnet --version
    find . -mindepth 1 \( -path ./out -o -path ./.git -o -path ./tests -o -path ./scripts -o -path ./samples -o -path ./docs \
        -o -name bin -o -name obj \) -prune -o -type f ! -name '*.md' ! -name 'packages*.lock.json' \
        -printf '%P %s %T@\n' | sort
}

mkdir -p out/bin
stamp=out/publish.stamp
exec 8>out/publish.lock
flock 8 # two builds at once would write the same files
current=$(fingerprint | sha256sum)
if ((!force)) && [[ -x out/publish/lto-par && -s $stamp && $(<"$stamp") == "$current" ]]; then
    exit 0
fi

start=$(now_ms)
rm -f "$stamp"
# ReadyToRun: a linker starts lto-par once a link, and most of a start is otherwise spent in the JIT.
# Build servers outlive this script and must not inherit the lock: 8>&-.
publish=(dotnet publish Driver -c Release -r linux-x64 --self-contained false -p:PublishReadyToRun=true -o out/publish)
if ((verbose)); then
    "${publish[@]}" 8>&-
elif ! "${publish[@]}" >out/publish.log 2>&1 8>&-; then
    grep -E 'error|warn' out/publish.log | sort -u | head -n 40 >&2 || cat out/publish.log >&2
    die "dotnet publish failed; the whole log is out/publish.log"
fi
[[ -x out/publish/lto-par ]] || die "out/publish/lto-par was not made; is the AssemblyName of Driver lto-par?"
ln -sfn ../publish/lto-par out/bin/lto-par
printf '%s\n' "$current" >"$stamp"
echo "build: out/bin/lto-par ($(seconds_since "$start") s)"
