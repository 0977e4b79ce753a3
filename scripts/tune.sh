#!/usr/bin/env bash
# The table behind the automatic --max-size (docs/performance.md): each program cut at several sizes, every partition's processor time measured
# one at a time, and the schedule for 2, 8 and 64 workers simulated from that. Other users of the machine disturb it little.
#
# usage: scripts/tune.sh [--runs N] [--stage codegen|post-ipo] [NAME...] [-- SIZE...]
#        NAME: lua ninja zstd sqlite (default: all); SIZE: values of --max-size, or auto (default: auto and powers of two)
#
#   --runs N   of each; the one with the least processor time counts (default 3)
#
# Times are relative to the serial work: optimising and code generation of the program as one partition.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

runs=3 names=() stages=(codegen post-ipo) sizes=(auto 4096 8192 16384 32768)
while (($#)); do
    case $1 in
        --runs) runs=${2:?--runs needs a number}; shift ;;
        --stage) stages=("${2:?--stage needs codegen or post-ipo}"); shift ;;
        -h | --help) usage; exit 0 ;;
        lua | sqlite | zstd | ninja) names+=("$1") ;;
        --) shift; sizes=("$@"); break ;;
        *) die "unknown argument '$1'; see --help" ;;
    esac
    shift
done
((${#names[@]})) || names=(lua ninja zstd sqlite)
lto_par=${LTO_PAR:-$repo/out/bin/lto-par}
need "$lto_par"
build_bench

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# measure SIZE OPTION...: statistics of each run in $work/SIZE
measure() {
    local run
    rm -rf "${work:?}/$1"
    mkdir "$work/$1"
    for ((run = 0; run < runs; run++)); do
        "$lto_par" "$input" --stage="$stage" -j1 "${@:2}" -o "$work/x.o" --stats-json="$work/$1/$run.json"
    done
}

echo "| program | stage | max-size | partitions | cpu | 2 workers | 8 workers | 64 workers | peak MiB |"
echo "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
for name in "${names[@]}"; do
    for stage in "${stages[@]}"; do
        file=opt.bc
        [[ $stage == post-ipo ]] && file=postipo.bc
        input=$("$repo/scripts/corpus.sh" --print "$name" O2 "$file")
        measure one --partition=one
        for size in "${sizes[@]}"; do
            if [[ $size == auto ]]; then measure auto; else measure "$size" --max-size="$size"; fi
            "$bench" tune "$work" "$name" "$stage" "$size"
        done
    done
done
