#!/usr/bin/env bash
# Runs every test: installs what is missing, builds lto-par and the corpora the tests run on, then `dotnet test`.
# The last line is the sum over all test projects: `N passed, N failed`.
#
# usage: scripts/test.sh [--fast] [--filter EXPRESSION] [--no-corpus] [--no-setup]
#
#   --fast        only tests of kind unit: they need neither corpora nor the native image, and take a minute
#   --filter      only these tests; an expression of `dotnet test`, such as FullyQualifiedName~Carver
#   --no-corpus   do not build corpora first (tests that need one then fail, and say so)
#   --no-setup    do not look for missing packages first
#
# Results in full: out/test-results/*.trx
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

filter=() corpus=1 setup=1 image=1
while (($#)); do
    case $1 in
        --fast) filter=(--filter 'Kind=unit&Kind!=corpus&Kind!=slow') corpus=0 image=0 ;;
        --filter) filter=(--filter "${2:?--filter needs an expression}"); shift ;;
        --no-corpus) corpus=0 ;;
        --no-setup) setup=0 ;;
        -h | --help) usage; exit 0 ;;
        *) die "unknown option '$1'; see --help" ;;
    esac
    shift
done

export LTO_PAR_CACHE=$cache
# shellcheck source=scripts/csharp.sh
source "$repo/scripts/csharp.sh"
# The analyzers of C#, which scripts/build.sh leaves out: for this script's builds of the same code as well, so that each project is compiled once.
((image)) && export RunAnalyzers=true || export RunAnalyzers=${RunAnalyzers:-false}
((setup)) && "$repo/scripts/setup.sh"
corpora=
stop_corpora() { [[ -z $corpora ]] || kill -- "-$corpora" 2>/dev/null || true; }
if ((corpus)); then
    programs=(lua ninja)
    [[ ${LTO_PAR_TEST_FULL-} != 1 ]] || programs+=(sqlite zstd)
    # Beside the builds, which leave a processor idle half of the time; in a process group of its own, to be ended with this script.
    set -m
    { "$repo/scripts/corpus.sh" "${programs[@]}" && "$repo/scripts/corpus.sh" -g "${programs[@]}"; } &
    corpora=$!
    set +m
    trap 'stop_corpora; stop_compiler' EXIT
fi
((image)) && "$repo/scripts/build.sh"

cd "$repo"
results=$repo/out/test-results
rm -rf "$results"
status=0
# In English, because the summaries are read below. Build servers started here must not hold the pipe to tee open.
export DOTNET_CLI_UI_LANGUAGE=en MSBUILDDISABLENODEREUSE=1
mkdir -p "$results"
run_csharp build lto-par.sln -c Release -v quiet || die "the tests do not build"
if [[ -n $corpora ]]; then
    wait "$corpora" || die "the corpora were not made (see above)"
    corpora=
fi

# The built test projects in one run, several processes at once: dotnet test of a solution runs one after the other. The longest is first.
assemblies=()
for project in tests/EndToEnd.Tests tests/Backend.Tests tests/*.Tests; do
    [[ $project == tests/EndToEnd.Tests ]] && ((!image)) && continue
    assembly=$(echo "out/bin/${project#tests/}"/release/LtoPar.*.Tests.dll)
    [[ -f $assembly ]] || die "$project has no test assembly: $assembly"
    [[ " ${assemblies[*]} " == *" $assembly "* ]] || assemblies+=("$assembly")
done
# More tests at a time than processors: many wait for a program's end, or for a time that is to pass.
processors=$(nproc)
dotnet test "${assemblies[@]}" "${filter[@]}" --results-directory "$results" \
    --logger 'trx;LogFilePrefix=run' --logger 'console;verbosity=minimal' -- RunConfiguration.MaxCpuCount="$processors" xUnit.MaxParallelThreads=$((processors + processors / 2)) 2>&1 | tee "$results/log" || status=$?

# One line a test project: "Passed!  - Failed:     0, Passed:     3, Skipped:     1, Total:     4, ...". The trx files
# would do as well, but two projects that end in the same second can write the same one.
read -r passed failed skipped < <(awk '
    function count(name) {
        return match($0, name ": +[0-9]+") ? substr($0, RSTART + length(name) + 1, RLENGTH - length(name) - 1) + 0 : 0
    }
    /^(Passed|Failed|Skipped)! +- / { passed += count("Passed"); failed += count("Failed"); skipped += count("Skipped") }
    END { print passed + 0, failed + 0, skipped + 0 }' "$results/log")

if ((status && !failed)); then
    echo "test.sh: error: dotnet test failed without a failed test: the tests did not build, or a test process died (see above)" >&2
elif ((passed + failed + skipped == 0)); then
    echo "test.sh: error: no test ran" >&2
    status=1
fi
((failed)) && status=1
line="$passed passed, $failed failed"
((skipped)) && line+=", $skipped skipped"
echo "$line"
exit "$status"
