# shellcheck shell=bash disable=SC2154,SC2164,SC2034  # sourced by bench.sh, which has set errexit
# The link bench: whole links of the same sources, then the programs that came out, which must do the same and as fast.
# shellcheck source=scripts/bench/workloads.sh
source "$repo/scripts/bench/workloads.sh"

link_tools=(lto-par-lld lto-par-bfd lto-par-gold lto-par-mold lto-par-mold-ipo lto-par-lld-ipo lld lld-partitions thin llvmgold gcc)

# try_link TOOL: whether it can link the program. Also what puts its objects into the page cache.
try_link() {
    local tool=$1
    product=$work/$program.$tool
    if [[ $tool == lto-par-* && $tool != *-lld* && ! -e $repo/out/lib/lto-par.so ]]; then
        note "$tool is left out: out/lib/lto-par.so, the linkers' plugin, is not there"
        return 1
    fi
    measure "$repo/scripts/bench/link-tools.sh" "run_$tool" && return
    note "$tool is left out, it does not link $program: $(grep -m 1 -i error "$work/stderr" || tail -n 1 "$work/stderr")"
    return 1
}

measure_link() {
    product=$work/$program.$1
    measure "$repo/scripts/bench/link-tools.sh" "run_$1" || {
        cat "$work/stderr" >&2
        die "$1 linked $program before and now failed to"
    }
    record "$program" link "$1" "$2" "$(text_bytes "$product")"
}

# measure_product TOOL RUN: runs what TOOL has linked, and requires what lld's program says.
measure_product() {
    product=$work/$program.$1
    measure "$repo/scripts/bench/workloads.sh" "work_$program" "$product" || {
        cat "$work/stderr" >&2
        die "$program as linked by $1 failed"
    }
    [[ -e $work/$program.expected ]] || cp "$work/stdout" "$work/$program.expected"
    cmp -s "$work/stdout" "$work/$program.expected" || die "$program as linked by $1 prints something else than as linked by lld"
    record "$program" run "$1" "$2" "$(text_bytes "$product")"
}

bench_links() {
    local tool tools compiler libexec objects product
    need "$llvm_bin/ld.lld" "$llvm_bin/clang" ld gcc g++
    export libexec=$repo/out/libexec/lto-par objects compiler product
    for program in "${names[@]}"; do
        "$repo/scripts/objects.sh" "$program" O2-lto O2-thin O2-gcc
        objects=$cache/objects/$program
        compiler=$(compiler_of "$program")
        tools=()
        for tool in "${link_tools[@]}"; do
            try_link "$tool" && tools+=("$tool")
        done
        [[ " ${tools[*]} " == *' lto-par-'* ]] || incomplete=1
        alternate "$runs" measure_link "${tools[@]}"
        mkdir "$work/run.$program"
        cd "$work/run.$program"
        "prepare_$program"
        measure_product lld 0 # not counted: what the program has to read is now in the page cache
        sed -i '$d' "$raw"
        alternate "$runs" measure_product "${tools[@]}"
        cd "$repo"
        rm -rf "$work/run.$program" "$work/$program".*
    done
}

compiler_of() (
    # shellcheck source=/dev/null
    source "$repo/scripts/corpus/$1.sh"
    echo "$compiler"
)
