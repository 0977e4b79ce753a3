#!/usr/bin/env bash
# Makes packages of what scripts/build.sh builds: lto-par-VERSION-linux-x64.tar.gz, for any folder, lto-par_VERSION_amd64.deb, and lto-par.VERSION.nupkg,
# a .NET tool (docs/installing.md).
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

need dpkg-deb dpkg-shlibdeps tar gzip dotnet
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

# make_tool FILE: of a .NET tool only the files are taken, without their links and modes: no linkers' names, and no distributors under several names.
make_tool() {
    local tree=$work/tool/tree
    mkdir -p "$tree/bin" "$tree/lib"
    install -m 755 "$repo/out/publish/lto-par" "$tree/bin/lto-par"
    install -m 755 "$repo/out/lib/lto-par.so" "$tree/lib/lto-par.so"
    install -m 644 "$repo/scripts/package/DotnetToolSettings.xml" "$tree/"
    # From a folder of its own, and none of the repository's: a build may be under way there.
    dotnet pack "$repo/scripts/package/tool.csproj" -p:ToolTree="$tree" -p:ArtifactsPath="$work/tool/made" -o "$work/tool/packed" >"$work/tool/log" 2>&1 ||
        die "dotnet pack: $(grep -m 1 error "$work/tool/log" || tail -n 1 "$work/tool/log")"
    mv "$work/tool/packed/lto-par.$version.nupkg" "$1"
}

# shellcheck source=scripts/package/debian.sh
source "$repo/scripts/package/debian.sh"

mkdir -p "$output"
tarball=lto-par-$version-linux-x64.tar.gz deb=lto-par_${version}_amd64.deb tool=lto-par.$version.nupkg
make_tarball "$work/$tarball"
make_deb "$work/$deb"
make_tool "$work/$tool"
# Whole, or not at all.
for name in "$tarball" "$deb" "$tool"; do
    cp "$work/$name" "$output/$name.new"
    mv -f "$output/$name.new" "$output/$name"
    echo "package: $output/$name, $(human_size "$(stat -c %s "$output/$name")")"
done
