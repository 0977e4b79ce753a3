#!/usr/bin/env bash
# Fits the cost model (Backend/Scheduling/CostModel.cs, docs/performance.md): cuts the programs at several sizes, measures every partition's
# processor time one at a time, and finds ms = a + b * symbols of the module + c * instructions of the partition for each step, by least
# squares weighted with 1/ms. Optimising and code generation read the partition alone: for them b is left out.
#
# usage: scripts/fit-costs.sh [NAME...]
#        NAME: lua ninja zstd sqlite (default: all)
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

[[ ${1-} != -h && ${1-} != --help ]] || { usage; exit 0; }
names=("$@")
((${#names[@]})) || names=(lua ninja zstd sqlite)
lto_par=${LTO_PAR:-$repo/out/bin/lto-par}
need "$lto_par"
build_bench
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for stage in codegen post-ipo; do
    mkdir "$work/$stage"
    for name in "${names[@]}"; do
        file=opt.bc
        [[ $stage == post-ipo ]] && file=postipo.bc
        input=$("$repo/scripts/corpus.sh" --print "$name" O2 "$file")
        for size in 2048 4096 8192 16384 32768; do
            "$lto_par" "$input" --stage="$stage" -j1 --max-size="$size" -o "$work/x.o" --stats-json="$work/$stage/$name.$size.json"
        done
    done
done
"$bench" fit "$work"
