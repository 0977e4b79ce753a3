#!/usr/bin/env bash
# What 'lto-par report' reckons for 1 and 2 cores against runs that may use 1 and 2 (taskset), by turns.
#
# usage: scripts/whatif.sh [--rounds N] [--options "OPTION..."] PROGRAM...
#
# Prints for each program what a run with 2 cores reckons for 1, what a run with 1 core reckons for 2, what runs took, and how far off that is (medians).
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

rounds=5 options=()
while (($#)); do
    case $1 in
        --rounds) rounds=${2:?--rounds needs a number}; shift ;;
        --options) read -r -a options <<<"${2:?--options needs a text}"; shift ;;
        -h | --help) usage; exit 0 ;;
        -*) die "unknown option '$1'; see --help" ;;
        *) break ;;
    esac
    shift
done
(($#)) || { usage; exit 1; }
need taskset jq
lto_par=${LTO_PAR:-$repo/out/bin/lto-par}
mapfile -t cores < <(taskset -cp $$ | sed 's/.*: //' | tr ',' '\n' | awk -F- '{ for (i = $1; i <= ($2 == "" ? $1 : $2); i++) print i }')
((${#cores[@]} >= 2)) || die "there is one core here; this needs two"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# reckoned LOG CORES: milliseconds, from the table of the report.
reckoned() {
    "$lto_par" report "$1" -o "$work/page.html"
    sed -n "s|^<tr><th scope=\"row\" class=\"n\">$2</th><td class=\"n\">\([0-9.]*\)</td>.*|\1|p" "$work/page.html" | head -1
}

median() { sort -n | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'; }

printf '%-10s %6s %14s %14s %8s\n' program cores 'reckoned ms' 'measured ms' 'off by'
for program in "$@"; do
    input=$("$repo/scripts/corpus.sh" --print "$program" O2 opt.bc)
    rm -f "$work"/*.txt
    for ((round = 0; round < rounds; round++)); do
        for count in $((1 + round % 2)) $((2 - round % 2)); do
            log=$work/$count.json
            set=${cores[0]}
            ((count == 1)) || set+=,${cores[1]}
            taskset -c "$set" "$lto_par" "$input" "${options[@]}" -o "$work/x.o" --log="$log"
            jq .wall_ms "$log" >>"$work/measured$count.txt"
            reckoned "$log" $((3 - count)) >>"$work/reckoned$((3 - count)).txt"
        done
    done
    for count in 1 2; do
        a=$(median <"$work/reckoned$count.txt") b=$(median <"$work/measured$count.txt")
        awk -v p="$program" -v n="$count" -v a="$a" -v b="$b" 'BEGIN { printf "%-10s %6d %14.1f %14.1f %+7.1f%%\n", p, n, a, b, (a - b) / b * 100 }'
    done
done
