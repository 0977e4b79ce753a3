# shellcheck shell=bash disable=SC2154,SC2164  # the caller has sourced lib.sh and set errexit
# The steps from a program's source to bitcode and back to a program, each working in the current folder.
# Sourced by corpus.sh and demo.sh after lib.sh and fetch.sh. A recipe (NAME.sh beside this file) says what the program is:
#   package    the Debian source package the source is in; or folder, where it lies
#   compiler   clang or clang++
#   cflags     what the compiler needs besides -flto -O2
#   libs       what the link needs
#   units      function printing the source files, relative to the source folder
#   prepare    optional function: makes a source folder (the current one) out of the package's, $1

# What is under way, for the message when it fails.
making=
trap '[[ -z $making ]] || printf "%s: error: failed at: %s\n" "$(basename "$0")" "$making" >&2' EXIT

# read_recipe NAME
read_recipe() {
    program=$1 package='' folder=''
    unset -f prepare
    # shellcheck source=scripts/corpus/lua.sh
    source "$repo/scripts/corpus/$program.sh"
}

# Sets $source, the folder the units are relative to: the unpacked source, or what the recipe's prepare() made of it.
# Leaves $source empty when the source package cannot be had.
find_source() {
    local fetched=$folder
    [[ -n $folder ]] || fetched=$(fetch_source "$package") || fetched=''
    source=$fetched
    if [[ -z $source ]] || ! declare -F prepare >/dev/null; then
        return 0
    fi
    source=$cache/src/$program-prepared
    making="$program source (log: $source.log)"
    (
        flock 9
        [[ -d $source ]] && exit 0
        rm -rf "$source.new"
        mkdir -p "$source.new"
        cd "$source.new"
        prepare "$fetched" >"$source.log" 2>&1
        mv "$source.new" "$source"
    ) 9>"$source.lock"
    making=
}

compile_units() {
    local objects=$PWD/obj
    (
        cd "$source"
        units | sort >"$objects.units"
        sed 's|[^/]*$||' "$objects.units" | sort -u | sed "s|^|$objects/|" | xargs -d '\n' mkdir -p
        # The prefix map keeps the bitcode the same wherever the checkout is.
        # Exit status 255 makes xargs stop at the first failure.
        xargs -d '\n' -a "$objects.units" -P "$(nproc)" -I '{}' bash -c '"$@" || exit 255' _ \
            "$llvm_bin/$compiler" -flto -O2 "${cflags[@]}" -w -fPIE \
            -ffile-prefix-map="$source=/src/$program" -c '{}' -o "$objects/{}.o"
    )
    sed 's|^|obj/|; s|$|.o|' obj.units >obj.list
}

# ld.lld does the merge, so that symbol resolution, archives and internalisation are a real link's.
merge() {
    local objects
    mapfile -t objects <obj.list
    "$llvm_bin/$compiler" -flto -O2 -pie --ld-path="$llvm_bin/ld.lld" \
        -Wl,--lto-emit-llvm -Wl,--lto-newpm-passes=no-op-module "${objects[@]}" "${libs[@]}" -o merged.bc
}

# optimise PIPELINE-FILE INPUT OUTPUT
optimise() {
    "$llvm_bin/opt" -passes="$(<"$pipelines/$1")" "$2" -o "$3"
}

# generate_code BITCODE OBJECT
generate_code() {
    "$llvm_bin/llc" -O2 -relocation-model=pic -filetype=obj --function-sections --data-sections "$1" -o "$2"
}

write_link_args() {
    printf '%s\n' "${libs[*]} -pie" >link.args
}

# link_program OBJECT PROGRAM
link_program() {
    local args
    read -ra args <link.args
    cc "$1" "${args[@]}" -o "$2"
}
