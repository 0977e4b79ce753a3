#!/usr/bin/env bash
# Compares what --print-stats forecasts with what comes: a run of one thread says how long the run would take with two workers, and then two hosts with
# Debian's distccd, a slot each, compile the partitions. Prints both times for each round, and the median of their ratios.
#
# usage: scripts/forecast.sh [--runs N] [NAME...]     NAME: lua sqlite zstd ninja (default: sqlite); N: 3
#
# The hosts are in a network of the script's own, on this machine, which needs two processors with nothing else to do.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=scripts/hosts.sh
source "$repo/scripts/hosts.sh"

arguments=("$@")
runs=3 names=()
while (($#)); do
    case $1 in
        --runs) runs=${2:?--runs needs a number}; shift ;;
        -h | --help) usage; exit 0 ;;
        lua | sqlite | zstd | ninja) names+=("$1") ;;
        *) die "unknown argument '$1'; see --help" ;;
    esac
    shift
done
((${#names[@]})) || names=(sqlite)
lto_par=${LTO_PAR:-$repo/out/bin/lto-par}
need "$lto_par" distccd unshare jq

# What needs the network is done before.
"$repo/scripts/corpus.sh" "${names[@]}"
in_own_network "$0" "${arguments[@]}"

work=$(mktemp -d)
hosts=()
trap 'kill "${hosts[@]}" 2>/dev/null; rm -rf "$work"' EXIT
export LTO_PAR_CACHE_DIR=
for port in 3651 3652; do
    start_distccd "$work/$port" "$port" 1
    hosts+=($!)
done

# wall_of FILE: the time of the run that wrote it. forecast_of FILE: the one that it forecasts for two workers.
wall_of() { jq .wall_ms "$1"; }
forecast_of() { jq '.balance_at[] | select(.workers == 2).wall_ms' "$1"; }

for name in "${names[@]}"; do
    input=$("$repo/scripts/corpus.sh" --print "$name" O2 postipo.bc)
    : >"$work/ratios"
    for ((run = 0; run < runs; run++)); do
        "$lto_par" "$input" -j1 --stats-json="$work/one.json" -o "$work/x.o"
        "$lto_par" "$input" -j2 --stats-json="$work/two.json" -o "$work/x.o" --distributor="$repo/out/bin/lto-par-distribute-distcc" \
            --distributor-arg=--hosts=127.0.0.1:3651,127.0.0.1:3652
        awk -v f="$(forecast_of "$work/one.json")" -v m="$(wall_of "$work/two.json")" -v n="$name" \
            'BEGIN { printf "%s: forecast %.0f ms, measured %.0f ms\n", n, f, m; print m / f >>"'"$work/ratios"'" }'
    done
    sort -n "$work/ratios" | awk -v n="$name" '{ r[NR] = $1 } END { printf "%s: measured over forecast, median of %d: %.3f\n", n, NR, r[int((NR + 1) / 2)] }'
done
