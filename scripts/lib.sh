# shellcheck shell=bash
# What every script in this folder shares: where things are, how errors and timings are worded.
# Sourced, never run. The caller has already set `set -euo pipefail`.

# shellcheck disable=SC2034  # the sourcing scripts use the variables
repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# Everything fetched or generated lives here and may be deleted at any time.
cache=${LTO_PAR_CACHE:-$repo/out/cache}
# LLVM's tools, unversioned names (llc, opt, clang, ld.lld).
llvm_bin=${LTO_PAR_LLVM_BIN:-/usr/lib/llvm-22/bin}
pipelines=$repo/scripts/pipelines

# Programs of .NET are short here: counting what to optimise costs more than it brings.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_TieredPGO=0
export LC_ALL=C

die() {
    printf '%s: error: %s\n' "$(basename "$0")" "$1" >&2
    exit 1
}

# usage TEXT: print the header comment of the running script, then leave.
usage() {
    awk 'NR == 1 { next } /^#/ { sub(/^# ?/, ""); print; next } { exit }' "$0"
}

need() {
    local tool
    for tool in "$@"; do
        command -v "$tool" >/dev/null 2>&1 || die "$tool is missing; run scripts/setup.sh"
    done
}

# Milliseconds on a clock good enough for step timings.
now_ms() {
    local t=${EPOCHREALTIME/[.,]/}
    printf '%s' "$((t / 1000))"
}

# seconds_since START_MS: "1.23"
seconds_since() {
    local ms=$(($(now_ms) - $1))
    printf '%d.%02d' "$((ms / 1000))" "$((ms % 1000 / 10))"
}

# human_size BYTES: "412 B", "1.4 MB"
human_size() {
    awk -v b="$1" 'BEGIN {
        split("B kB MB GB", unit); i = 1
        while (b >= 1000 && i < 4) { b /= 1000; i++ }
        printf(i == 1 ? "%d %s" : "%.1f %s", b, unit[i])
    }'
}

# Builds what makes tables, charts and fits of raw results (tools/Bench), where it has changed, and sets $bench.
build_bench() {
    need dotnet
    mkdir -p "$repo/out/bench"
    # In a shell of its own, whose end ends the compiler server: the script's own trap stays.
    (
        # shellcheck source=scripts/csharp.sh
        source "$repo/scripts/csharp.sh"
        run_csharp build "$repo/tools/Bench" -c Release -v quiet >"$repo/out/bench/build.log" 2>&1
    ) || die "tools/Bench does not build; see out/bench/build.log"
    bench=$repo/out/bin/Bench/release/LtoPar.Bench
}
