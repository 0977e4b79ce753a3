#!/usr/bin/env bash
# Runs the LTO tests of gcc, LLVM, lld, mold and GNU ld with lto-par in the place of LLVM's LTO. docs/suites.md says what each suite is.
#
# usage: scripts/suites.sh [--full] [--every N] [--jobs N] [--list] [NAME...]
#
#   NAME        gcc-lto, torture, lld, llvm, mold, binutils (default: all)
#   --full      every case; without it a slice, which takes one minute for all suites on two processors
#   --every N   every Nth case, in place of the suite's own slice
#   --only RE   only the cases whose name matches
#   --jobs N    cases at a time (default: the processors there are)
#   --fetch     fetch the sources, and run nothing
#
# Sources come from Debian's source packages, once, to the cache ($LTO_PAR_CACHE/src/suite-*). A case counts when LLVM's own LTO passes it. What lto-par
# does not pass is excused in tests/suites/NAME.txt, a line a case with the reason; an excuse for a case that passes is a failure too.
# Prints `suite NAME: tried N, right N, excused N`; results and logs go to out/suites/NAME. Exit status 1 when a case fails without an excuse.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=scripts/suites/fetch.sh
source "$repo/scripts/suites/fetch.sh"
# shellcheck source=scripts/suites/results.sh
source "$repo/scripts/suites/results.sh"

all=(gcc-lto torture lld llvm mold binutils)
names=() full=0 every='' only='' jobs=$(nproc) fetch=0 case=''
while (($#)); do
    case $1 in
        --every | --jobs | --only | --case)
            (($# > 1)) || die "$1 needs a value; see --help"
            declare "${1#--}=$2"
            shift
            ;;
        --full) full=1 ;;
        --fetch) fetch=1 ;;
        -h | --help) usage; exit 0 ;;
        -*) die "unknown option '$1'; see --help" ;;
        *)
            [[ " ${all[*]} " == *" $1 "* ]] || die "unknown suite '$1'; it is one of ${all[*]}"
            names+=("$1")
            ;;
    esac
    shift
done
((${#names[@]})) || names=("${all[@]}")
for number in "${every:-1}" "$jobs"; do
    [[ $number =~ ^[1-9][0-9]{0,8}$ ]] || die "'$number' is not a number above 0"
done

lto_par=$repo/out/bin/lto-par
plugin=$repo/out/lib/lto-par.so
linkers=$repo/out/libexec/lto-par
# A hanging case is a failed one: seconds for a step that compiles or links, and for a program that was made.
step_limit=120 run_limit=60

# --case "WORK ITEM...", not for users: some items of a suite, whose results go to stdout.
if [[ -n $case ]]; then
    # shellcheck source=scripts/suites/gcc-lto.sh
    source "$repo/scripts/suites/${names[0]}.sh"
    work=${case%% *}
    suite_case "${case#* }"
    exit 0
fi

need clang-22 xargs timeout flock "$llvm_bin/llvm-nm"
for made in "$lto_par" "$plugin" "$linkers/ld.lld"; do
    [[ -e $made ]] || die "$made is missing; run scripts/build.sh"
done

status=0
for name in "${names[@]}"; do
    set +e
    (
        set -e
        # shellcheck source=scripts/suites/gcc-lto.sh
        source "$repo/scripts/suites/$name.sh"
        sources=$(suite_sources "$name") || die "the sources of $name cannot be fetched; see $cache/apt/log"
        ((fetch)) && exit 0
        work=$repo/out/suites/$name
        mkdir -p "$repo/out/suites"
        # One run of a suite at a time: they share the folder. Processes started below do not hold the lock.
        exec 9>"$repo/out/suites/$name.lock"
        flock 9
        rm -rf "$work"
        mkdir -p "$work"
        start=$(now_ms)
        suite_run 9>&-
        report "$name" "$(seconds_since "$start")"
    )
    (($? == 0)) || status=1
    set -e
done
exit "$status"
