# shellcheck shell=bash disable=SC2154
# The sources of the suites: a few folders of Debian's source packages, in $cache/src/suite-*.
# shellcheck source=scripts/corpus/fetch.sh
source "$repo/scripts/corpus/fetch.sh"

# suite_sources NAME: prints the folder with the suite's sources, fetching them once.
suite_sources() {
    case $1 in
        gcc-lto | torture) unpacked gcc-12 '*/gcc/testsuite/gcc.dg/lto' '*/gcc/testsuite/g++.dg/lto' '*/gcc/testsuite/gcc.c-torture/execute' ;;
        lld | llvm) unpacked llvm-toolchain-22 '*/lld/test/ELF' '*/llvm/test/LTO' '*/llvm/test/tools/gold' '*/llvm/test/tools/llvm-split' ;;
        mold) unpacked mold '*/test' ;;
        binutils) unpacked binutils '*/ld/configure.tgt' '*/ld/testsuite/ld-plugin' '*/ld/testsuite/lib' '*/ld/testsuite/config' '*/binutils/testsuite/lib' '*/binutils/testsuite/config' ;;
    esac
}

# unpacked PACKAGE PATTERN...: those files of the package's upstream source.
unpacked() {
    local package=$1 target=$cache/src/suite-$1 folder tarball inner
    shift
    mkdir -p "$cache/apt" "$cache/src"
    (
        flock 8
        [[ -d $target ]] && exit 0
        folder=$(mktemp -d "$cache/src/.suite.XXXXXX")
        trap 'rm -rf "$folder"' EXIT
        cd "$folder"
        download "$package"
        tarball=$(echo ./*.orig.tar.*)
        mkdir tree
        inner=$(tar -tf "$tarball" | grep -m 1 'dfsg\.tar' || true)
        # Debian's gcc source is a tarball in a tarball.
        if [[ $package == gcc-* ]]; then
            tar -xOf "$tarball" "$inner" | tar -xJ -C tree --strip-components=1 --wildcards "$@"
        else
            tar -xf "$tarball" -C tree --strip-components=1 --wildcards "$@"
        fi
        mv tree "$target"
    ) 8>"$cache/apt/lock" >>"$cache/apt/log" 2>&1 || return 1
    printf '%s\n' "$target"
}

# The upstream tarball of PACKAGE, of this machine's release if the mirror has it, else of a newer one.
download() {
    local package=$1 wide=() version
    [[ -s $cache/apt/deb-src.sources ]] || write_deb_src
    for _ in release newer; do
        [[ -s $cache/apt/updated || ${#wide[@]} -gt 0 ]] || { private_apt update && date >"$cache/apt/updated"; }
        while read -r version; do
            private_apt "${wide[@]}" source --download-only --tar-only --only-source "$package=$version" && return 0
        done < <(source_versions "$package" "${wide[@]}")
        ((${#wide[@]})) && return 1
        use_newer_releases
    done
}

# The versions that the index names, oldest first.
source_versions() {
    local package=$1
    shift
    apt-cache -o Dir::Etc::sourcelist="$cache/apt/deb-src.sources" -o Dir::Etc::sourceparts=- \
        -o Dir::State::lists="$cache/apt/lists" -o Dir::Cache="$cache/apt/cache" "$@" showsrc "$package" |
        sed -n 's/^Version: //p' | sort -uV
}
