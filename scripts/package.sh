#!/usr/bin/env bash
# Makes packages of what scripts/build.sh builds: lto-par-VERSION-linux-x64.tar.gz, for any folder, and lto-par_VERSION_amd64.deb (docs/installing.md).
# The same build makes the same bytes, whenever, wherever and by whomever it is packed. The version is that of Directory.Build.props.
#
# usage: scripts/package.sh [--output DIR]
#
#   --output DIR   where they go (default: out/packages)
#
# Files in them have the time of the last commit, or SOURCE_DATE_EPOCH, which has to be set where there is no git.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

output=$repo/out/packages
while (($#)); do
    case $1 in
        --output) output=${2:?--output needs a folder}; shift ;;
        --output=*) output=${1#*=} ;;
        -h | --help) usage; exit 0 ;;
        *) die "unknown option '$1'; see --help" ;;
    esac
    shift
done
[[ -n $output ]] || die "--output needs a folder"

need dpkg-deb dpkg-shlibdeps tar gzip
umask 022
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$repo/Directory.Build.props")
[[ $version =~ ^[0-9][0-9A-Za-z.+~-]*$ ]] || die "Directory.Build.props: <Version> is '$version'; one is needed, and it begins with a digit"
# dpkg-deb reads the variable itself.
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$repo" log -1 --format=%ct 2>/dev/null || true)}
[[ $SOURCE_DATE_EPOCH =~ ^[0-9]+$ ]] || die "git does not tell the time of the last commit; set SOURCE_DATE_EPOCH to seconds since 1970"

"$repo/scripts/build.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# install_below FOLDER PREFIX
install_below() {
    DESTDIR=$1 "$repo/scripts/install.sh" --prefix "$2" >/dev/null
}

# settle FOLDER: times and modes that tell nothing of the machine.
settle() {
    find "$1" -type d -exec chmod 00755 {} +
    find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
}

# make_tarball FILE
make_tarball() {
    local name=lto-par-$version-linux-x64
    install_below "$work/tar" "/$name"
    settle "$work/tar/$name"
    tar -C "$work/tar" --sort=name --format=gnu --owner=0 --group=0 --numeric-owner -cf - "$name" | gzip -n -6 >"$1"
}

# debian_layout ROOT: from the places of an installation to Debian's.
debian_layout() {
    local usr=$1/usr
    rm -r "$usr/share/lto-par/installed.txt" # dpkg has its own list
    mkdir -p "$1/etc" "$usr/share/zsh/vendor-completions"
    sed 's:<CFGDIR>/\.\./:<CFGDIR>/../usr/:' "$usr/etc/lto-par.cfg" >"$1/etc/lto-par.cfg"
    grep -q '<CFGDIR>/../usr/libexec/lto-par' "$1/etc/lto-par.cfg" || die "out/etc/lto-par.cfg lacks <CFGDIR>/../libexec/lto-par; run scripts/build.sh -f"
    rm -r "$usr/etc"
    mv "$usr/share/zsh/site-functions/_lto-par" "$usr/share/zsh/vendor-completions/"
    rmdir "$usr/share/zsh/site-functions"
    gzip -9n "$usr/share/man/man1/lto-par.1"
    cat "$usr/share/doc/lto-par/NOTICE" - "$usr/share/doc/lto-par/LICENSE" >"$usr/share/doc/lto-par/copyright" <<<"
--------------------------------------------------------------------------------
lto-par
"
    rm "$usr/share/doc/lto-par/NOTICE" "$usr/share/doc/lto-par/LICENSE"
    gzip -9n <"$repo/CHANGELOG.md" >"$usr/share/doc/lto-par/changelog.gz"
}

# libraries ROOT: "libc6 (>= 2.36), ...", what the images link to, by the packages of this machine.
libraries() (
    # It reads the name of the source package where it runs.
    mkdir -p "$work/shlibs/debian"
    printf 'Source: lto-par\n\nPackage: lto-par\nArchitecture: amd64\n' >"$work/shlibs/debian/control"
    cd "$work/shlibs"
    dpkg-shlibdeps -O "$1/usr/bin/lto-par" "$1/usr/bin/lto-par-distribute" "$1/usr/bin/lto-par-distribute-reapi" "$1/usr/lib/lto-par.so" 2>shlibs.log ||
        die "dpkg-shlibdeps: $(tail -n 1 shlibs.log)"
)

# control ROOT: the description, the configuration files, and checksums of the other files.
control() {
    local needed size
    needed=$(libraries "$1")
    needed=${needed#shlibs:Depends=}
    [[ $needed == *libc6* ]] || die "dpkg-shlibdeps says that the program needs '$needed', without libc6"
    size=$(find "$1" -type f -printf '%s\n' | awk '{ kib += int(($1 + 1023) / 1024) } END { print kib }')
    mkdir -p "$1/DEBIAN"
    # libssl3 is loaded where it runs: .NET hashes with it.
    cat >"$1/DEBIAN/control" <<CONTROL
Package: lto-par
Version: $version
Architecture: amd64
Maintainer: The lto-par authors <lto-par@localhost>
Installed-Size: $size
Depends: $needed, libllvm22 (>= 1:22.1), libssl3 | libssl3t64, binutils
Recommends: clang-22, llvm-22-linker-tools
Suggests: lld-22, mold
Section: devel
Priority: optional
Description: parallel full LTO behind GNU ld, gold, mold and lld
 lto-par cuts the module of a whole program into partitions, compiles them in
 parallel, and hands the linker one object: the code of full LTO, and the same
 bytes at any number of jobs.
 .
 clang-22 --config=/etc/lto-par.cfg turns a build to it.
CONTROL
    echo /etc/lto-par.cfg >"$1/DEBIAN/conffiles"
    (cd "$1" && find usr -type f | sort | xargs -d '\n' md5sum >DEBIAN/md5sums)
}

# make_deb FILE
make_deb() {
    local root=$work/deb
    install_below "$root" /usr
    debian_layout "$root"
    control "$root"
    settle "$root"
    # Not xz: a fifth smaller, for more than three times the time.
    dpkg-deb --root-owner-group -Zgzip -z6 --build "$root" "$1" >/dev/null
}

mkdir -p "$output"
tarball=lto-par-$version-linux-x64.tar.gz deb=lto-par_${version}_amd64.deb
make_tarball "$work/$tarball"
make_deb "$work/$deb"
# Whole, or not at all.
for name in "$tarball" "$deb"; do
    cp "$work/$name" "$output/$name.new"
    mv -f "$output/$name.new" "$output/$name"
    echo "package: $output/$name, $(human_size "$(stat -c %s "$output/$name")")"
done
