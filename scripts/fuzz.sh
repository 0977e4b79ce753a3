#!/usr/bin/env bash
# Compares what programs do when compiled as one partition and cut finely, on random programs. docs/fuzzing.md says what each kind covers.
#
# usage: scripts/fuzz.sh [--kind KIND] [--ipo MODE] [--count N] [--seed S] [--jobs N] [--keep DIR] [--reduce]
#        scripts/fuzz.sh --check FILE [--ipo MODE] [--seed S] [--keep DIR]
#
#   --kind KIND    csmith: random C in several translation units; linkage: generated IR heavy in linkage; stress: llvm-stress functions,
#                  whose machine code is compared; all: each in turn (default: all)
#   --ipo MODE     parallel: programs that were optimised in partitions, against what was optimised as a whole (not for stress);
#                  segments: the same, split into files, which mold links with the plugin, each file a segment of its own
#   --count N      programs of each kind that must have been compared (default: 100)
#   --seed S       seed of the first program; the next one's is S + 1 (default: 1)
#   --jobs N       programs at a time (default: the processors there are)
#   --keep DIR     keep all files of each program in DIR/KIND-SEED; without it only those of failed ones, in out/fuzz
#   --reduce       reduce what fails with llvm-reduce, to tests/traps/fuzz_SEED.ll
#   --check FILE   compare one module (.ll, or .bc); options follow from the seed, which FILE names (`; seed N`) unless --seed does.
#                  Lines `; native: ...` of FILE are C to link with
#
# Each failure is printed with its seed and the command that repeats it alone. Exit status 1 when anything differs.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=scripts/fuzz/compare.sh
source "$repo/scripts/fuzz/compare.sh"

kind=all ipo=${LTO_PAR_FUZZ_IPO-} count=100 seed='' jobs=$(nproc) keep='' reduce=0 check='' native='' block=''
while (($#)); do
    case $1 in
        --kind | --ipo | --count | --seed | --jobs | --keep | --check | --native | --block)
            (($# > 1)) || die "$1 needs a value; see --help"
            declare "${1#--}=$2"
            shift
            ;;
        --kind=* | --ipo=* | --count=* | --seed=* | --jobs=* | --keep=* | --check=*)
            option=${1%%=*}
            declare "${option#--}=${1#*=}"
            ;;
        --reduce) reduce=1 ;;
        -h | --help) usage; exit 0 ;;
        *) die "unknown option '$1'; see --help" ;;
    esac
    shift
done
for number in "$count" "${seed:-1}" "$jobs"; do
    [[ $number =~ ^[0-9]{1,18}$ ]] || die "'$number' is not a number"
done
[[ $ipo =~ ^(|serial|parallel|segments)$ ]] || die "unknown mode '$ipo' of --ipo; serial, parallel or segments"
[[ $ipo != parallel && $ipo != segments || $kind != stress ]] || die "stress compares the code of single functions: there is nothing to inline"
export LTO_PAR_FUZZ_IPO=$ipo
((jobs > 0)) || die "--jobs must be at least 1"

case $kind in
    all) kinds=(linkage stress csmith); [[ $ipo != parallel ]] || kinds=(linkage csmith) ;;
    csmith | linkage | stress) kinds=("$kind") ;;
    *) die "unknown kind '$kind'; csmith, stress, linkage or all" ;;
esac
generator=$repo/out/bin/LinkageFuzz/release/LinkageFuzz
lto_par=$repo/out/bin/lto-par

# --block "WORK FIRST COUNT", not for users: one worker's programs, one after another. Each adds a line to WORK/results.
if [[ -n $block ]]; then
    # shellcheck source=scripts/fuzz/linkage.sh
    source "$repo/scripts/fuzz/$kind.sh"
    read -r work first number <<<"$block"
    run_block "$work" "$first" "$number"
    exit 0
fi

# One fuzz.sh at a time builds; nothing is built when nothing changed.
build_tools() {
    need dotnet cc c++ timeout flock "$llvm_bin/llvm-as" "$llvm_bin/llc" "$llvm_bin/ld.lld" "$llvm_bin/llvm-readelf"
    [[ " ${kinds[*]} " != *' csmith '* ]] || need csmith "$llvm_bin/clang"
    [[ " ${kinds[*]} " != *' stress '* ]] || need "$llvm_bin/llvm-stress" "$llvm_bin/llvm-objdump"
    "$repo/scripts/build.sh"
    mkdir -p "$repo/out"
    exec 7>"$repo/out/fuzz.lock"
    flock 7
    if [[ ! -x $generator || -n $(find "$repo/tests/Fuzz" -name '*.cs*' -newer "$generator" -print -quit) ]]; then
        dotnet build "$repo/tests/Fuzz" -c Release -v quiet >"$repo/out/fuzz-build.log" 2>&1 7>&- || die "the generator does not build; see out/fuzz-build.log"
        touch "$generator"
    fi
    exec 7>&-
}

[[ -n ${LTO_PAR_FUZZ_BUILT-} ]] || build_tools

if [[ -n $check ]]; then
    [[ -f $check ]] || die "$check: no such file"
    [[ -n $seed ]] || seed=$(sed -n '/^; seed [0-9]*$/ { s/; seed //p; q }' "$check")
    [[ -n $seed ]] || die "$check names no seed; give --seed"
    [[ $kind != all ]] || kind=$(sed -n '/^; kind [a-z]*$/ { s/; kind //p; q }' "$check")
    folder=${keep:-$(mktemp -d "${TMPDIR:-/tmp}/lto-par-fuzz.XXXXXX")}
    mkdir -p "$folder"
    [[ -n $keep ]] || trap 'rm -rf "$folder"' EXIT
    check_module "$check" "$seed" "$folder" "$native" "$kind"
    echo "fuzz: $check: $outcome${detail:+: $detail}"
    [[ $outcome == same ]] || exit 1
    exit 0
fi

seed=${seed:-1}
work=$(mktemp -d "${TMPDIR:-/tmp}/lto-par-fuzz.XXXXXX")
trap 'rm -rf "$work"' EXIT
export LTO_PAR_FUZZ_KEEP=$keep LTO_PAR_FUZZ_FAILED=$repo/out/fuzz

# run_kind KIND: blocks of seeds go to the workers until enough programs were compared.
run_kind() {
    local kind=$1 next=$seed size=25 start same=0 different=0 invalid=0 rounds=0 missing blocks
    [[ $kind != csmith ]] || size=5
    start=$(now_ms)
    mkdir -p "$work/$kind"
    : >"$work/$kind/results"
    while ((same + different < count && rounds++ < 5)); do
        missing=$((count - same - different))
        ((missing > size * jobs)) || size=$(((missing + jobs - 1) / jobs))
        blocks=$(for ((i = 0; i < missing; i += size)); do
            echo "$work/$kind $((next + i)) $((missing - i < size ? missing - i : size))"
        done)
        next=$((next + missing))
        export LTO_PAR_FUZZ_COUNT=$count
        xargs -d '\n' -P "$jobs" -I '{}' "$BASH" "$repo/scripts/fuzz.sh" --kind "$kind" --block '{}' <<<"$blocks" || die "a worker died"
        same=$(grep -c ' same$' "$work/$kind/results" || true)
        different=$(grep -c ' different' "$work/$kind/results" || true)
        invalid=$(grep -c ' \(invalid\|slow\)' "$work/$kind/results" || true)
    done
    echo "fuzz: $kind: $((same + different)) compared, $different differences, $invalid replaced (too slow, or no reference), seeds $seed to $((next - 1)), $(seconds_since "$start") s"
    ((same + different >= count)) || die "$kind: too few programs could be compared"
    failures=$((failures + different))
    if ((reduce && different)); then
        # shellcheck source=scripts/fuzz/reduce.sh
        source "$repo/scripts/fuzz/reduce.sh"
        reduce_failures "$kind" "$work/$kind/results"
    fi
}

failures=0
for kind in "${kinds[@]}"; do
    run_kind "$kind"
done
((failures == 0)) || exit 1
