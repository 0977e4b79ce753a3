#!/usr/bin/env bash
# Compares two builds of lto-par: whether they cut the corpus programs alike and make the same objects, byte for byte.
# Each program, with and without debug information, goes through every stage and two methods of cutting; the plan, the object
# of each partition and the combined object are compared. The last line is `N compared, N differ`; status 1 if any does.
#
# usage: scripts/compare-builds.sh [OPTION...] OLD NEW [NAME...]
#        OLD, NEW: what scripts/build.sh left (a folder `out`), or a program (lto-par, or lto-par.dll for dotnet)
#        NAME: lua sqlite zstd ninja (default: all four)
#
#   --variant O2|O2-g                   only without, or only with debug information
#   --stage codegen|post-ipo|ipo        only this one
#   --method dfs|max                    only this one: the default cut, or every group apart
#   --keep DIR                          leave the files that differ in DIR/old and DIR/new
#
# What OLD makes is remembered as checksums in the cache, so that a second comparison against the same build takes half the time.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

names=() variants=(O2 O2-g) stages=(codegen post-ipo ipo) methods=(dfs max) keep='' builds=()
while (($#)); do
    case $1 in
        --variant) variants=("${2:?--variant needs O2 or O2-g}"); shift ;;
        --stage) stages=("${2:?--stage needs codegen, post-ipo or ipo}"); shift ;;
        --method) methods=("${2:?--method needs dfs or max}"); shift ;;
        --keep) keep=$(realpath -m "${2:?--keep needs a folder}"); shift ;;
        -h | --help) usage; exit 0 ;;
        -*) die "unknown option '$1'; see --help" ;;
        *) if ((${#builds[@]} < 2)); then builds+=("$1"); else names+=("$1"); fi ;;
    esac
    shift
done
((${#builds[@]} == 2)) || die "needs two builds to compare; see --help"
((${#names[@]})) || names=(lua sqlite zstd ninja)
[[ ${variants[*]} =~ ^(O2( O2-g)?|O2-g)$ ]] || die "unknown variant '${variants[*]}': expected O2 or O2-g"
[[ ${stages[*]} =~ ^(codegen( post-ipo ipo)?|post-ipo|ipo)$ ]] || die "unknown stage '${stages[*]}': expected codegen, post-ipo or ipo"
[[ ${methods[*]} =~ ^(dfs( max)?|max)$ ]] || die "unknown method '${methods[*]}': expected dfs or max"

# program_of BUILD: the program of a build, by its absolute path
program_of() {
    local file
    for file in "$1/bin/lto-par" "$1"/bin/Driver/release*/lto-par "$1"/bin/Driver/release*/lto-par.dll "$1"; do
        [[ -f $file ]] && { realpath "$file"; return; }
    done
    die "$1 has no lto-par: expected bin/lto-par or bin/Driver/release*/lto-par below it, or the program itself"
}

# run PROGRAM ARGUMENT...
run() {
    if [[ $1 == *.dll ]]; then dotnet "$@"; else "$@"; fi
}

# identity PROGRAM: what its objects may depend on, the program, its libraries and LLVM, as one word
identity() {
    { run "$1" --version; find "$(dirname "$1")" -maxdepth 1 \( -path "$1" -o -name '*.dll' \) -print0 | sort -z | xargs -0 sha256sum; } |
        sha256sum | cut -d ' ' -f 1
}

# make PROGRAM FOLDER: writes FOLDER, with everything that is compared. The output's name is part of promoted names, its folder is not.
make() {
    rm -rf "$2"
    mkdir -p "$2"
    (
        cd "$2"
        run "$1" "$input" --stage="$stage" --partition="$method" --emit-objects=objects -save-temps=plan -o program.o >log 2>&1
    ) || {
        cat "$2/log" >&2
        die "$1 does not compile $case"
    }
    rm "$2/log"
}

# checksums FOLDER: a line a file, by name
checksums() {
    (cd "$1" && find . -type f -print0 | sort -z | xargs -0 sha256sum | sed 's|^\([^ ]*\)  \./|\1 |')
}

# differences OLD NEW: the names whose checksums are not the same in both lists
differences() {
    sort -k 2 "$1" "$2" | uniq -u | cut -d ' ' -f 2- | sort -u
}

old=$(program_of "${builds[0]}")
new=$(program_of "${builds[1]}")
old_identity=$(identity "$old")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What is missing of the corpora is built; both variants, unless one was asked for.
case ${variants[*]} in
    O2) "$repo/scripts/corpus.sh" "${names[@]}" ;;
    O2-g) "$repo/scripts/corpus.sh" -g "${names[@]}" ;;
    *) "$repo/scripts/corpus.sh" --all "${names[@]}" ;;
esac

compared=0 differing=0
for name in "${names[@]}"; do
    for variant in "${variants[@]}"; do
        for stage in "${stages[@]}"; do
            case $stage in
                codegen) file=opt.bc ;;
                post-ipo) file=postipo.bc ;;
                ipo) file=merged.bc ;;
            esac
            input=$("$repo/scripts/corpus.sh" --print "$name" "$variant" "$file")
            for method in "${methods[@]}"; do
                case="$name $variant $stage $method"
                start=$(now_ms)
                key=$({ echo "$old_identity $stage $method"; sha256sum <"$input"; } | sha256sum | cut -d ' ' -f 1)
                remembered=$cache/builds/$key
                if [[ ! -s $remembered ]]; then
                    make "$old" "$work/old"
                    mkdir -p "$cache/builds"
                    checksums "$work/old" >"$remembered.$$"
                    mv "$remembered.$$" "$remembered"
                fi
                make "$new" "$work/new"
                checksums "$work/new" >"$work/sums"
                count=$(wc -l <"$work/sums")
                compared=$((compared + count))
                differences "$remembered" "$work/sums" >"$work/differing"
                differ=$(wc -l <"$work/differing")
                differing=$((differing + differ))
                sed "s|^|$case: |; s|\$| differs|" "$work/differing"
                printf '%s: %d files, %d differ (%s s)\n' "$case" "$count" "$differ" "$(seconds_since "$start")"
                if [[ -n $keep ]] && ((differ)); then
                    [[ -d $work/old ]] || make "$old" "$work/old"
                    while read -r file; do
                        for side in old new; do
                            mkdir -p "$(dirname "$keep/$side/${case// /-}/$file")"
                            cp "$work/$side/$file" "$keep/$side/${case// /-}/$file" 2>/dev/null || true # it may be in one alone
                        done
                    done <"$work/differing"
                fi
                rm -rf "$work/old" "$work/new"
            done
        done
    done
done
echo "$compared compared, $differing differ"
((!differing))
