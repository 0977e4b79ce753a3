#!/usr/bin/env bash
# Shows lto-par at work, from nothing to a running program: installs what is missing, builds lto-par, fetches Lua from
# Debian's source package, compiles it to bitcode, merges it, compiles the merged module in parallel partitions, links
# the result and runs a Lua script with it. Where no source can be fetched, a small C program from samples/ stands in.
#
# usage: scripts/demo.sh [-j N]
#
# The work folder is ${LTO_PAR_CACHE:-out/cache}/demo; every file made stays there to be looked at.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=scripts/corpus/fetch.sh
source "$repo/scripts/corpus/fetch.sh"
# shellcheck source=scripts/corpus/steps.sh
source "$repo/scripts/corpus/steps.sh"

jobs=8
while (($#)); do
    case $1 in
        -j) jobs=${2:?-j needs a number}; shift ;;
        -h | --help) usage; exit 0 ;;
        *) die "unknown option '$1'; see --help" ;;
    esac
    shift
done

# step TITLE COMMAND...: runs COMMAND and prints how long it took; what it prints to $remark stands at the line's end.
steps=0 remark=''
step() {
    local title=$1 start
    shift
    start=$(now_ms)
    making=$title
    remark=''
    "$@"
    making=
    steps=$((steps + 1))
    printf '%2d  %-42s %7s s   %s\n' "$steps" "$title" "$(seconds_since "$start")" "$remark"
}

# made FILE WHAT: "1.2 MB of WHAT" for the end of the line
made() {
    remark="$(human_size "$(stat -c %s "$1")") $2"
}

# Quiet unless it fails.
set_up() { "$repo/scripts/setup.sh"; }
build_tool() { "$repo/scripts/build.sh" --core >build.log 2>&1 || { cat build.log >&2; return 1; }; }
fetch() {
    read_recipe lua
    find_source
    remark="Debian's $package"
    if [[ -z $source ]]; then
        read_recipe desk
        find_source
        remark="no network: using samples/desk instead"
    fi
}
compile() {
    compile_units
    remark="$(wc -l <obj.list) files, $(human_size "$(du -sb obj | cut -f 1)") of bitcode"
}
merge_units() { merge && made merged.bc 'in one module'; }
ipo() { optimise lto-O2-prefix.txt merged.bc "$program.bc" && made "$program.bc" 'after inlining and the like'; }
partition() { "$tool" "$program.bc" -j "$jobs" -o "$program.o" && made "$program.o" 'in one relocatable object'; }
link() { write_link_args && link_program "$program.o" "$program" && made "$program" program; }
run() {
    case $program in
        lua) ./lua "$repo/samples/lua/demo.lua" >output.txt ;;
        *) "./$program" <"$repo/samples/$program/input.txt" >output.txt ;;
    esac
    cmp -s output.txt "$repo/samples/$program/expected.txt" || {
        diff "$repo/samples/$program/expected.txt" output.txt >&2
        die "the program's output is not what it should be"
    }
    remark='output as expected:'
}

tool=${LTO_PAR:-$repo/out/bin/lto-par}
work=$cache/demo
rm -rf "$work"
mkdir -p "$work"
cd "$work"

step 'install what is missing' set_up
step 'build lto-par' build_tool
step 'fetch a program' fetch
step "compile with clang -flto -O2" compile
step 'merge, as the linker would' merge_units
step 'inter-procedural optimisation' ipo
step "lto-par $program.bc -j $jobs -o $program.o" partition
step 'link' link
step 'run' run
sed -n '1,8s/^/      | /p' output.txt
printf 'Everything made is in %s\n' "$work"
