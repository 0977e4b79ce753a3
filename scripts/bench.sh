#!/usr/bin/env bash
# Measures lto-par against LLVM's serial tools on the same bitcode, in paired runs that alternate (A B A B ...), because
# only ratios of neighbouring runs mean something on a machine that others use too.
#
# usage: scripts/bench.sh [--runs N] [-j N] [--stage codegen|post-ipo] [--peers] [--check] [NAME...] [-- OPTION...]
#        NAME: lua sqlite zstd ninja (default: sqlite); OPTIONs after -- go to lto-par
#
#   codegen    lto-par opt.bc --stage=codegen   against   llc opt.bc
#   post-ipo   lto-par postipo.bc               against   opt -passes=<suffix> postipo.bc, then llc
#
#   --runs N   pairs (default 5)        -j N   lto-par's threads (default 2)
#   --peers    measure too: llvm-split in N parts with one opt and llc for each part, side by side, joined by ld -r; and
#              ld.lld --lto-partitions=N, which only splits code generation. ThinLTO is not among them: its inputs are
#              other objects (-flto=thin), so it does not start from the same bitcode.
#   --check    exit with status 1 when a bar is missed
#
# Measured: wall clock, user+system time, peak memory of the largest process (GNU time), bytes of .text* sections.
# The raw numbers go to out/bench/*.json.
# shellcheck disable=SC2317  # the run_ functions are called by name
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

runs=5 jobs=2 peers=0 check=0 names=() stages=(codegen post-ipo) options=()
while (($#)); do
    case $1 in
        --runs) runs=${2:?--runs needs a number}; shift ;;
        -j) jobs=${2:?-j needs a number}; shift ;;
        --stage) stages=("${2:?--stage needs codegen or post-ipo}"); shift ;;
        --peers) peers=1 ;;
        --check) check=1 ;;
        -h | --help) usage; exit 0 ;;
        lua | sqlite | zstd | ninja) names+=("$1") ;;
        --) shift; options=("$@"); break ;;
        *) die "unknown argument '$1'; see --help" ;;
    esac
    shift
done
((${#names[@]})) || names=(sqlite)
[[ ${stages[*]} == 'codegen post-ipo' || ${stages[*]} == codegen || ${stages[*]} == post-ipo ]] ||
    die "unknown stage '${stages[*]}': expected codegen or post-ipo"

lto_par=${LTO_PAR:-$repo/out/bin/lto-par}
need "$lto_par" "$llvm_bin/llc" "$llvm_bin/opt" size /usr/bin/time
"$repo/scripts/corpus.sh" "${names[@]}"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
raw=$work/raw # program stage tool run wall_s cpu_s rss_kb text_bytes
suffix=$(<"$pipelines/lto-O2-suffix.txt")
llc=("$llvm_bin/llc" -O2 -relocation-model=pic -filetype=obj --function-sections --data-sections)
export work suffix llvm_bin

# The tools compared. Each turns $input, the bitcode of the stage, into $work/x.o.
run_lto-par() {
    "$lto_par" "$input" -j "$jobs" --stage="$stage" -O2 "${options[@]}" -o "$work/x.o"
}
run_serial() {
    if [[ $stage == post-ipo ]]; then
        "$llvm_bin/opt" -passes="$suffix" "$input" -o "$work/t.bc"
        "${llc[@]}" "$work/t.bc" -o "$work/x.o"
    else
        "${llc[@]}" "$input" -o "$work/x.o"
    fi
}
run_llvm-split() {
    "$llvm_bin/llvm-split" -j"$jobs" "$input" -o "$work/part"
    local part pids=() objects=()
    for ((part = 0; part < jobs; part++)); do
        objects+=("$work/part$part.o")
        {
            if [[ $stage == post-ipo ]]; then
                "$llvm_bin/opt" -passes="$suffix" "$work/part$part" -o "$work/part$part.bc"
                "${llc[@]}" "$work/part$part.bc" -o "$work/part$part.o"
            else
                "${llc[@]}" "$work/part$part" -o "$work/part$part.o"
            fi
        } &
        pids+=($!)
    done
    for part in "${pids[@]}"; do wait "$part"; done
    ld -r "${objects[@]}" -o "$work/x.o"
}
run_lld-partitions() {
    local passes=no-op-module
    [[ $stage == post-ipo ]] && passes=$suffix
    "$llvm_bin/ld.lld" -r --lto-O2 --lto-partitions="$jobs" --lto-newpm-passes="$passes" "$input" -o "$work/x.o"
}

# measure TOOL RUN: one run in a shell of its own, so that GNU time sees every process of it and nothing else.
measure() {
    local tool=$1 start end text
    rm -f "$work/x.o"
    start=${EPOCHREALTIME/[.,]/}
    /usr/bin/time -o "$work/time" -f '%U %S %M' bash -c "set -euo pipefail; $definitions; run_$tool" 2>"$work/stderr" || {
        cat "$work/stderr" >&2
        die "$tool failed on $input"
    }
    end=${EPOCHREALTIME/[.,]/}
    text=$(size -A "$work/x.o" | awk '$1 ~ /^\.text/ { sum += $2 } END { print sum + 0 }')
    awk -v head="$program $stage $tool $2" -v wall=$((end - start)) -v text="$text" \
        'END { printf "%s %.3f %.2f %d %d\n", head, wall / 1e6, $1 + $2, $3, text }' "$work/time" >>"$raw"
}

tools=(lto-par serial)
((peers)) && tools+=(llvm-split lld-partitions)
load=$(cut -d ' ' -f 1 /proc/loadavg)
awk -v l="$load" 'BEGIN { exit !(l > 0.5) }' &&
    echo "bench: note: the load average is $load before anything has started; expect noise" >&2

for program in "${names[@]}"; do
    for stage in "${stages[@]}"; do
        file=opt.bc
        [[ $stage == post-ipo ]] && file=postipo.bc
        input=$("$repo/scripts/corpus.sh" --print "$program" O2 "$file")
        definitions=$(declare -p lto_par jobs stage input options llc && declare -f "${tools[@]/#/run_}")
        cat "$input" >/dev/null # in the page cache for the first run too
        for ((run = 1; run <= runs; run++)); do
            for tool in "${tools[@]}"; do measure "$tool" "$run"; done
        done
    done
done

mkdir -p "$repo/out/bench"
json=$repo/out/bench/$(date -u +%Y%m%dT%H%M%SZ).json
awk -v cpus="$(nproc)" -v jobs="$jobs" -v date="$(date -u +%Y-%m-%dT%H:%M:%SZ)" -v load="$load" \
    -v llvm="$("$llvm_bin/llc" --version | awk '/version/ { print $NF; exit }')" '
    BEGIN {
        printf "{\"date\":\"%s\",\"llvm\":\"%s\",\"cpus\":%d,\"jobs\":%d,\"load\":%s,\"measurements\":[", date, llvm, cpus, jobs, load
    }
    {
        printf "%s\n{\"program\":\"%s\",\"stage\":\"%s\",\"tool\":\"%s\",\"run\":%d,\"wall_s\":%s,\"cpu_s\":%s,\"rss_kb\":%d,\"text_bytes\":%d}",
            (NR > 1 ? "," : ""), $1, $2, $3, $4, $5, $6, $7, $8
    }
    END { print "\n]}" }' "$raw" >"$json"

missed=0
awk -v jobs="$jobs" -f "$repo/scripts/bench.awk" "$raw" || missed=1
echo "raw numbers: ${json#"$repo"/}"
exit "$((check && missed))"
