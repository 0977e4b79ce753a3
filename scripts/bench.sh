#!/usr/bin/env bash
# Measures lto-par against other tools on the same input, in rounds of runs that take turns (A B, B A, ...), because only
# ratios of neighbouring runs mean something on a machine that others use too. Prints medians, ranges, and which of the
# bars in scripts/bench/bars.txt hold.
#
# usage: scripts/bench.sh [OPTION...] [NAME...] [-- OPTION-OF-LTO-PAR...]     NAME: lua sqlite zstd ninja (default: sqlite)
#        scripts/bench.sh --link [OPTION...] [NAME...]
#        scripts/bench.sh --scale [OPTION...] [SIZE...]
#        scripts/bench.sh --prefix BEFORE [OPTION...] [NAME...]
#        scripts/bench.sh --edits COUNT [OPTION...] [NAME...] [-- OPTION-OF-LTO-PAR...]
#        scripts/bench.sh --remote [OPTION...] [NAME...]
#        scripts/bench.sh --executors [OPTION...] [NAME...] [-- OPTION-OF-LTO-PAR...]
#        scripts/bench.sh --smoke
#
# Without a mode, what lto-par does to bitcode, against LLVM's serial tools:
#   codegen    lto-par opt.bc --stage=codegen   against   llc opt.bc
#   post-ipo   lto-par postipo.bc               against   opt -passes=<suffix> postipo.bc, then llc
#   --stage STAGE   only this one
#   -g              of bitcode with debug information (stages codegen-g and post-ipo-g)
#   --peers         measure too: llvm-split in N parts with one opt and llc for each part, side by side, joined by ld -r;
#                   and ld.lld --lto-partitions=N, which only splits code generation
#
# --link: whole links of the same sources with at most N threads, by lto-par (through ld.lld, and through its plugin for GNU ld, gold and mold),
#   ld.lld (full LTO as one partition and as N; ThinLTO), GNU ld with LLVM's plugin, and GCC; then the programs they made,
#   timed at some work. Those that do not work here are left out, with a note.
#
# --scale: time and memory against the size of the program, see scripts/bench/scale.sh.
#
# --prefix BEFORE: the serial part of --stage=ipo, by this build and by BEFORE, another build's lto-par; -g as above.
#
# --edits COUNT: edits of single functions, linked by mold with a cache: what was compiled again against what had to be, see scripts/bench/edits.sh.
#   The first --runs edits of each kind are timed; 0: none.
#   --real          changes that people made, in place of made-up ones: hunks of the next stable release, and Debian's patches in reverse
# --remote: what remote caches that stall, lie or are dead cost a run, see scripts/bench/remote.sh.
#
# --executors: threads against worker processes and distributors on the same processors, see scripts/bench/executors.sh.
#
# --smoke: fails on gross regressions only, in less than two minutes, on a machine that need not be quiet.
#
#   --runs N   rounds (default 5)              -j N      threads (default 2)
#   --tools LIST   with --link: only these, of lto-par-lld,lto-par-bfd,lto-par-gold,
#                  lto-par-mold,lto-par-mold-ipo,lto-par-lld-ipo (the last two: --ipo=parallel),lld,lld-partitions,thin,llvmgold,gcc;
#                  with --executors: of thread,process,local,distcc,reapi
#   --faults LIST  with --remote: only these, of Stall,StallInBody,StallLater,Slow,WrongBytes,Truncate,Full
#   --cold     empty the page cache before each run (root only); otherwise everything read is in it
#   --check    exit with status 1 when a bar is missed, or what it is about could not be measured
#
# Measured: wall clock, user+system time, peak memory of the largest process (GNU time), bytes of .text* sections.
# out/bench/DATE.json has the raw numbers, DATE.html charts.
# shellcheck disable=SC2034  # the sourced parts use the options
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=scripts/hosts.sh
source "$repo/scripts/hosts.sh"
for part in measure stages links scale prefix edits remote executors smoke; do
    # shellcheck source=/dev/null
    source "$repo/scripts/bench/$part.sh"
done

arguments=("$@")
mode=stages before= edits=0 real=0 runs=5 jobs=2 peers=0 check=0 cold=0 debug= names=() stages=(codegen post-ipo) options=() sizes=()
while (($#)); do
    case $1 in
        --runs) runs=${2:?--runs needs a number}; shift ;;
        -j) jobs=${2:?-j needs a number}; shift ;;
        --stage) stages=("${2:?--stage needs codegen or post-ipo}"); shift ;;
        --link | --scale | --remote | --executors | --smoke) mode=${1#--} ;;
        --edits) mode=edits edits=${2:?--edits needs a number}; shift ;;
        --real) real=1 ;;
        --prefix) mode=prefix before=${2:?--prefix needs the lto-par of another build}; shift ;;
        --peers) peers=1 ;;
        -g) debug=-g ;;
        --check) check=1 ;;
        --cold) cold=1 ;;
        --faults) IFS=, read -ra remote_faults <<<"${2:?--faults needs a list}"; shift ;;
        --tools) IFS=, read -ra link_tools <<<"${2:?--tools needs a list}"; executors=("${link_tools[@]}"); shift ;;
        -h | --help) usage; exit 0 ;;
        lua | sqlite | zstd | ninja) names+=("$1") ;;
        --) shift; options=("$@"); break ;;
        *)
            [[ $mode == scale && $1 =~ ^[1-9][0-9]{0,8}$ ]] || die "unknown argument '$1'; see --help"
            sizes+=("$1")
            ;;
    esac
    shift
done
[[ $runs =~ ^[1-9][0-9]{0,3}$ || ($mode == edits && $runs == 0) ]] || die "--runs needs a number from 1 on, not '$runs'"
[[ $edits =~ ^[0-9]{1,5}$ ]] || die "--edits needs a number, not '$edits'"
[[ $jobs =~ ^[1-9][0-9]{0,3}$ ]] || die "-j needs a number from 1 on, not '$jobs'"
((${#names[@]})) || names=(sqlite)
[[ ${stages[*]} == 'codegen post-ipo' || ${stages[*]} == codegen || ${stages[*]} == post-ipo ]] ||
    die "unknown stage '${stages[*]}': expected codegen or post-ipo"

lto_par=${LTO_PAR:-$repo/out/bin/lto-par}
need "$lto_par" size /usr/bin/time
[[ $mode != executors ]] || enter_executors "$0" "${arguments[@]}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
raw=$work/raw # program stage tool run wall_s cpu_s rss_kb text_bytes
incomplete=0
: >"$raw"
export lto_par llvm_bin work jobs

[[ $mode == smoke ]] || look_at_load # before there is any of our own
build_bench

case $mode in
    smoke) bench_smoke; exit ;;
    scale) bench_scale; exit ;;
    edits) bench_edits; exit ;;
esac
"bench_${mode/link/links}"

results=$repo/out/bench/$(date -u +%Y%m%dT%H%M%SZ)
page_cache=warm
((!cold)) || page_cache=cold
missed=$incomplete
"$bench" report "$raw" --bars "$repo/scripts/bench/bars.txt" --date "$(date -u +%Y-%m-%dT%H:%M:%SZ)" --load "$load" --page-cache "$page_cache" \
    --llvm "$("$llvm_bin/llc" --version | awk '/version/ { print $NF; exit }')" --cpus "$(nproc)" --jobs "$jobs" \
    --json "$results.json" --html "$results.html" || missed=$?
((missed < 2)) || exit "$missed"
echo "raw numbers: ${results#"$repo"/}.json; charts: ${results#"$repo"/}.html"
exit "$((check && missed))"
