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
need "$lto_par" jq
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for stage in codegen post-ipo; do
    for name in "${names[@]}"; do
        file=opt.bc
        [[ $stage == post-ipo ]] && file=postipo.bc
        input=$("$repo/scripts/corpus.sh" --print "$name" O2 "$file")
        for size in 2048 4096 8192 16384 32768; do
            "$lto_par" "$input" --stage="$stage" -j1 --max-size="$size" -o "$work/x.o" --stats-json="$work/x.json"
            jq -r '.symbols as $s | .partitions[] | "\($s) \(.instructions) \(.carve_cpu_ms) \(.optimize_cpu_ms) \(.emit_cpu_ms)"' "$work/x.json"
        done
    done >"$work/$stage"
done

# fit STEP FILE COLUMN SYMBOLS: normal equations of (1, symbols, instructions), or without symbols, and Gaussian elimination.
fit() {
    awk -v step="$1" -v column="$3" -v with="$4" '
        { n++; y[n] = $column; x[n, 1] = 1; x[n, 2] = $2; x[n, 3] = $1 }
        END {
            k = with ? 3 : 2
            for (r = 1; r <= n; r++) for (i = 1; i <= k; i++) {
                w = 1 / (y[r] > 1 ? y[r] : 1)
                for (j = 1; j <= k; j++) m[i, j] += w * x[r, i] * x[r, j]
                m[i, k + 1] += w * x[r, i] * y[r]
            }
            for (i = 1; i <= k; i++) for (r = 1; r <= k; r++) if (r != i) {
                f = m[r, i] / m[i, i]
                for (j = i; j <= k + 1; j++) m[r, j] -= f * m[i, j]
            }
            for (i = 1; i <= k; i++) c[i] = m[i, k + 1] / m[i, i]
            for (r = 1; r <= n; r++) {
                p = c[1] + c[2] * x[r, 2] + c[3] * x[r, 3]
                error += p > y[r] ? p - y[r] : y[r] - p
                sum += y[r]
            }
            printf "%-20s %4d partitions: %6.2f ms + %.5f a symbol + %.5f an instruction, error %.0f %%\n", step, n, c[1], c[3], c[2], 100 * error / sum
        }' "$2"
}
cat "$work/codegen" "$work/post-ipo" >"$work/both"
fit carve "$work/both" 3 1
fit "verify (codegen)" "$work/codegen" 4 0
fit "optimize (post-ipo)" "$work/post-ipo" 4 0
fit "emit (codegen)" "$work/codegen" 5 0
fit "emit (post-ipo)" "$work/post-ipo" 5 0
