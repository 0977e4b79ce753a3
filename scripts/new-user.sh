#!/usr/bin/env bash
# A new user's way, timed: in a Debian with nothing in it, the commands of README's part "From the package to a parallel link", as they stand there, with ninja's
# source as the project. Prints the seconds of each command, and fails where one does, or where the program was not linked by lto-par or does not run.
#
# usage: scripts/new-user.sh PACKAGE.deb | --print
#
#   --print   only say which commands these are
#
# Needs root, and apt's network (scripts/clean-root.sh). The seconds stay in out/new-user.txt, the log in out/new-user.log.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=scripts/corpus/fetch.sh
source "$repo/scripts/corpus/fetch.sh"

# The first block of commands under the heading; who is root needs no sudo.
commands=$(awk '/^## / { here = $0 == "## From the package to a parallel link" } here && /^    / { print; taken = 1; next } here && taken { exit }' "$repo/README.md" |
    sed 's/^    //; s/^sudo //; s/ \{2,\}#.*//; s/YOUR-PROJECT/ninja/')
[[ -n $commands ]] || die "README.md has no commands under 'From the package to a parallel link'"

case ${1-} in
    -h | --help) usage; exit 0 ;;
    --print) printf '%s\n' "$commands"; exit 0 ;;
    *.deb) package=$1 ;;
    *) die "which package? scripts/package.sh makes it; see --help" ;;
esac
[[ -f $package ]] || die "$package is not there; run scripts/package.sh"
project=$(fetch_source ninja-build) || die "could not fetch Debian's source package ninja-build; is the network up? (log: $cache/apt/log)"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
"$repo/scripts/clean-root.sh" make "$root"
cp "$package" "$root/root/"
cp -r "$project" "$root/root/ninja"
echo 'APT::Get::Assume-Yes "true";' >"$root/etc/apt/apt.conf.d/99yes" # as the user would say

# step COMMAND, run where the user is: its output goes to the log.
cat >"$root/root/steps.sh" <<'STEPS'
set -euo pipefail
cd
export LTO_PAR_LOG_DIR=/root/logs
step() {
    local start=$EPOCHREALTIME
    eval "$1" >>/root/steps.log 2>&1 || { tail -n 20 /root/steps.log >&2; echo "failed: $1" >&2; exit 1; }
    awk -v from="$start" -v to="$EPOCHREALTIME" -v what="$1" 'BEGIN { printf "%7.1f s  %s\n", to - from, what }'
}
begin=$EPOCHREALTIME
STEPS
while IFS= read -r line; do
    printf 'step %q\n' "$line"
done <<<"$commands" >>"$root/root/steps.sh"
cat >>"$root/root/steps.sh" <<'STEPS'
step './build/ninja --version'
awk -v from="$begin" -v to="$EPOCHREALTIME" 'BEGIN { printf "%7.1f s  from nothing to a program that runs\n", to - from }'
# What shows that it was lto-par.
partitions=$(cat /root/logs/*.json | grep -o '"partitions":\[' | wc -l)
((partitions)) || { echo "no link left a log of lto-par's in LTO_PAR_LOG_DIR" >&2; exit 1; }
STEPS
mkdir -p "$repo/out"
status=0
"$repo/scripts/clean-root.sh" run "$root" bash /root/steps.sh | tee "$repo/out/new-user.txt" || status=$?
cp "$root/root/steps.log" "$repo/out/new-user.log" 2>/dev/null || true
((status == 0)) || die "a step failed; the log is out/new-user.log"
