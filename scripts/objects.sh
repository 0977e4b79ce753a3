#!/usr/bin/env bash
# Compiles the corpus programs to objects for a link, one folder a way to compile them, as link benches and the matrix of
# linkers need them.
#
# usage: scripts/objects.sh NAME VARIANT...     NAME: lua sqlite zstd ninja
#        scripts/objects.sh --print NAME VARIANT
#
# VARIANT: a level (O2 O3 Os), then what is special, joined with dashes:
#   lto     -flto: bitcode for full LTO            thin   -flto=thin: bitcode with a summary, for ThinLTO
#   gcc     GCC's -flto                            native no LTO
#   pic     -fPIC instead of -fPIE, for shared libraries
#   pgo     with a profile of the program at its test work (tests/corpus/run-NAME.sh)
#
# Below ${LTO_PAR_CACHE:-out/cache}/objects/NAME/VARIANT/: obj/, obj.list in link order, link.args for the compiler.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=scripts/corpus/fetch.sh
source "$repo/scripts/corpus/fetch.sh"
# shellcheck source=scripts/corpus/steps.sh
source "$repo/scripts/corpus/steps.sh"

print=0
while (($#)); do
    case $1 in
        -h | --help) usage; exit 0 ;;
        --print) print=1 ;;
        lua | sqlite | zstd | ninja) name=$1; shift; break ;;
        *) die "unknown argument '$1'; see --help" ;;
    esac
    shift
done
[[ -n ${name:-} && $# -gt 0 ]] || die "needs a NAME and a VARIANT; see --help"

# command_of VARIANT: sets $driver, the compiler and the flags that the variant stands for.
command_of() {
    local part
    driver=("$llvm_bin/$compiler" -fPIE)
    for part in ${1//-/ }; do
        case $part in
            O2 | O3 | Os) driver+=("-$part") ;;
            lto) driver+=(-flto) ;;
            thin) driver+=(-flto=thin) ;;
            native) ;;
            gcc) driver[0]=${compiler/clang++/g++} driver[0]=${driver[0]/clang/gcc}; driver+=(-flto) ;;
            pic) driver+=(-fPIC) ;;
            pgo) driver+=("-fprofile-use=$cache/objects/$name/profile.profdata") ;;
            *) die "unknown part '$part' of variant '$1'; see --help" ;;
        esac
    done
}

# Builds the program with counters, puts it to work, and leaves objects/NAME/profile.profdata.
train() {
    local profile=$cache/objects/$name/profile.profdata counted=("$llvm_bin/$compiler" -O2 -fPIE -fprofile-generate)
    [[ $profile -nt $repo/tests/corpus/run-$name.sh ]] && return
    (
        driver=("${counted[@]}")
        compile
        "${counted[@]}" @obj.list "${libs[@]}" -o counted
        mkdir counts
        LLVM_PROFILE_FILE=$PWD/counts/%p.profraw ZSTD_LEVELS='1 3 6' "$repo/tests/corpus/run-$name.sh" "$PWD/counted" "$PWD/work" >/dev/null
        "$llvm_bin/llvm-profdata" merge -o "$profile" counts/*.profraw
        rm -rf ./*
    )
}

# take_corpus VARIANT: of one variant the corpus has the same objects, where it has been built with what is here.
take_corpus() {
    local made=$cache/corpus/$name/O2 file
    [[ $1 == O2-lto && -s $made/stamp ]] || return 1
    for file in "$repo/scripts/corpus/$name.sh" "$repo/scripts/corpus/steps.sh" "$llvm_bin/clang"; do
        [[ $made/stamp -nt $file ]] || return 1
    done
    cp -al "$made/obj" obj
    cp "$made/obj.list" obj.list
    printf '%s\n' "${libs[*]}" >link.args
}

compile() {
    local objects=$PWD/obj
    (
        cd "$source"
        units | sort >"$objects.units"
        sed 's|[^/]*$||' "$objects.units" | sort -u | sed "s|^|$objects/|" | xargs -d '\n' mkdir -p
        xargs -d '\n' -a "$objects.units" -P "$(nproc)" -I '{}' bash -c '"$@" || exit 255' _ \
            "${driver[@]}" "${cflags[@]}" -w -ffile-prefix-map="$source=/src/$program" -c '{}' -o "$objects/{}.o"
    )
    sed 's|^|obj/|; s|$|.o|' obj.units >obj.list
    printf '%s\n' "${libs[*]}" >link.args
}

read_recipe "$name"
for variant in "$@"; do
    dir=$cache/objects/$name/$variant
    if ((print)); then
        [[ -d $dir ]] || die "$dir is not there; run scripts/objects.sh $name $variant"
        printf '%s\n' "$dir"
        continue
    fi
    command_of "$variant"
    stamp=$({ cat "$repo/scripts/objects.sh" "$repo/scripts/corpus/$name.sh"; "${driver[0]}" --version; } | sha256sum)
    mkdir -p "$dir"
    exec 8>"$dir.lock"
    flock 8
    [[ -s $dir/stamp && $(<"$dir/stamp") == "$stamp" ]] && continue
    find_source
    [[ -n $source ]] || die "could not fetch Debian's source package $package; is the network up? (log: $cache/apt/log)"
    rm -rf "$dir.new"
    mkdir -p "$dir.new"
    cd "$dir.new"
    making="$name $variant"
    [[ $variant != *pgo* ]] || train
    take_corpus "$variant" || compile
    making=
    printf '%s\n' "$stamp" >stamp
    rm -rf "$dir"
    mv "$dir.new" "$dir"
done
