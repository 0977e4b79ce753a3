#!/usr/bin/env bash
# Builds the real programs that tests and benches run on, from Debian's source packages.
#
# usage: scripts/corpus.sh [-g | --all] [NAME...]      NAME: lua sqlite zstd ninja (default: all four)
#        scripts/corpus.sh --print NAME VARIANT FILE   path of an artefact; an error when it is not built
#
#   -g      with debug information (variant O2-g) instead of without (variant O2)
#   --all   both variants
#
# Below ${LTO_PAR_CACHE:-out/cache}/corpus/NAME/VARIANT/:
#   obj/         one bitcode object (-flto -O2) per source file; obj.list names them in link order
#   merged.bc    the whole program merged and internalised as a link would, not optimised
#   postipo.bc   merged.bc after the inter-procedural prefix of the lto<O2> pipeline
#   opt.bc       postipo.bc after the suffix: fully optimised, ready for code generation
#   ref.o, ref   the one-partition result: opt.bc through llc and the linker
#   link.args    what cc needs after the objects
# Built once; rebuilt when a recipe, a pipeline or the compiler changes. Sources stay in cache/src.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=scripts/corpus/fetch.sh
source "$repo/scripts/corpus/fetch.sh"
# shellcheck source=scripts/corpus/steps.sh
source "$repo/scripts/corpus/steps.sh"

programs=(sqlite zstd ninja lua) # longest build first

# step FILE COMMAND...: runs COMMAND, which makes FILE in the current folder, and reports it.
step() {
    local file=$1 start
    shift
    start=$(now_ms)
    making="$program $variant $file"
    "$@" # no `|| die` here: that would switch errexit off inside COMMAND
    making=
    printf 'corpus: %-6s %-4s %-10s %6s s  %s\n' "$program" "$variant" "$file" \
        "$(seconds_since "$start")" "$(human_size "$(du -sb "$file" | cut -f 1)")"
}

# What a finished variant depends on, besides the pinned source package.
fingerprint() {
    cat "$repo/scripts/corpus.sh" "$repo/scripts/corpus/steps.sh" "$recipe" "$pipelines"/*
    stat -L -c '%n %s %Y' "$llvm_bin/clang" "$llvm_bin/opt"
}

build() {
    program=$1 variant=$2
    recipe=$repo/scripts/corpus/$program.sh
    local dir=$cache/corpus/$program/$variant stamp
    stamp=$(fingerprint | sha256sum)
    [[ -s $dir/stamp && $(<"$dir/stamp") == "$stamp" ]] && return
    mkdir -p "$dir"
    exec 8>"$dir.lock"
    flock 8
    [[ -s $dir/stamp && $(<"$dir/stamp") == "$stamp" ]] && return

    need "$llvm_bin/clang" "$llvm_bin/ld.lld" "$llvm_bin/opt" "$llvm_bin/llc" cc
    read_recipe "$program"
    [[ $variant == O2-g ]] && cflags+=(-g)
    find_source
    [[ -n $source ]] || die "could not fetch Debian's source package $package; is the network up? (log: $cache/apt/log)"
    # Built beside and moved in place at the end, so that no reader sees half a variant.
    rm -rf "$dir.new"
    mkdir -p "$dir.new"
    cd "$dir.new"
    write_link_args
    step obj compile_units
    step merged.bc merge
    step postipo.bc optimise lto-O2-prefix.txt merged.bc postipo.bc
    step opt.bc optimise lto-O2-suffix.txt postipo.bc opt.bc
    step ref.o generate_code opt.bc ref.o
    step ref link_program ref.o ref
    printf '%s\n' "$stamp" >stamp
    rm -rf "$dir"
    mv "$dir.new" "$dir"
}

print_path() {
    (($# == 3)) || die "--print needs NAME VARIANT FILE"
    local path=$cache/corpus/$1/$2/$3
    [[ -e $path ]] || die "$path is not there; run scripts/corpus.sh --all $1"
    printf '%s\n' "$path"
}

variants=(O2)
wanted=()
while (($#)); do
    case $1 in
        --print) shift; print_path "$@"; exit 0 ;;
        --build) build "$2" "$3"; exit 0 ;; # one job of the xargs below
        -g) variants=(O2-g) ;;
        --all) variants=(O2 O2-g) ;;
        -h | --help) usage; exit 0 ;;
        lua | sqlite | zstd | ninja) wanted+=("$1") ;;
        *) die "unknown argument '$1': expected -g, --all, --print or one of lua, sqlite, zstd, ninja" ;;
    esac
    shift
done

for variant in "${variants[@]}"; do
    for program in "${programs[@]}"; do
        if [[ ${#wanted[@]} == 0 || " ${wanted[*]} " == *" $program "* ]]; then
            printf '%s %s\n' "$program" "$variant"
        fi
    done
done | xargs -P "$(nproc)" -L 1 "$0" --build || die "not everything could be built; the messages above say what"
