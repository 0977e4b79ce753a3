#!/usr/bin/env bash
# Installs what scripts/build.sh made: the program, the linker plugin, the linkers' names, the configuration file, the manual pages, completions, the licences.
# Everything in the installed tree finds the rest by relative paths: it works wherever it is, and after it was moved as a whole.
#
# usage: scripts/install.sh --prefix DIR [--uninstall]
#
#   --prefix DIR   where it is to be (/opt/lto-par, /usr/local, ~/.local); an absolute path
#   --uninstall    remove what an installation has listed in DIR/share/lto-par/installed.txt
#
# With DESTDIR in the environment everything goes below $DESTDIR/DIR, for packages. Needs libllvm22 where it runs (scripts/setup.sh --runtime-only).
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

prefix='' uninstall=0
while (($#)); do
    case $1 in
        --prefix) prefix=${2:?--prefix needs a folder}; shift ;;
        --prefix=*) prefix=${1#*=} ;;
        --uninstall) uninstall=1 ;;
        -h | --help) usage; exit 0 ;;
        *) die "unknown option '$1'; see --help" ;;
    esac
    shift
done

[[ -n $prefix ]] || die "--prefix DIR is missing: where is lto-par to be? See --help"
[[ $prefix == /* ]] || die "--prefix '$prefix' is not an absolute path"
root=${DESTDIR:-}${prefix%/}
list=share/lto-par/installed.txt

# remove_listed: the files of an earlier installation, and the folders that are empty then.
remove_listed() {
    local path
    while IFS= read -r path; do
        rm -f -- "$root/$path"
    done <"$root/$list"
    rm -f -- "$root/$list"
    for path in libexec/lto-par share/lto-par share/doc/lto-par/build-tools share/doc/lto-par share/doc share/man/man1 share/man share/bash-completion/completions share/bash-completion \
        share/zsh/site-functions share/zsh share/fish/vendor_completions.d share/fish share libexec etc lib bin; do
        rmdir -- "$root/$path" 2>/dev/null || true
    done
}

if ((uninstall)); then
    [[ -f $root/$list ]] || die "$root/$list is not there: nothing of lto-par is installed in $root"
    remove_listed
    echo "install: removed from $root"
    exit 0
fi

out=$repo/out
[[ -x $out/publish/lto-par ]] || die "out/publish/lto-par is not there; run scripts/build.sh first"
[[ -x $out/distribute/lto-par-distribute && -x $out/distribute-reapi/lto-par-distribute-reapi ]] ||
    die "the distributors are not in out/: run scripts/build.sh without --core first"
[[ -f $out/lib/lto-par.so ]] || die "out/lib/lto-par.so is not there: this build has no linker plugin (scripts/build.sh says why), and cannot be installed"

files=()
# put MODE SOURCE PATH: copied under another name and renamed, since a running linker may have the old file open.
put() {
    mkdir -p "$root/$(dirname "$3")"
    install -m "$1" "$2" "$root/$3.new"
    mv -f "$root/$3.new" "$root/$3"
    files+=("$3")
}

# put_completion SHELL PATH: what lto-par itself says.
put_completion() {
    local made
    made=$("$out/publish/lto-par" completions "$1") || die "out/publish/lto-par cannot write the completions of $1; run scripts/build.sh"
    put 644 <(printf "%s\n" "$made") "$2"
}

# link TARGET PATH
link() {
    mkdir -p "$root/$(dirname "$2")"
    ln -sfn "$1" "$root/$2"
    files+=("$2")
}

[[ -f $root/$list ]] && remove_listed
put 755 "$out/publish/lto-par" bin/lto-par
put 755 "$out/distribute/lto-par-distribute" bin/lto-par-distribute
put 755 "$out/distribute-reapi/lto-par-distribute-reapi" bin/lto-par-distribute-reapi
put 755 "$out/lib/lto-par.so" lib/lto-par.so
put 644 "$out/etc/lto-par.cfg" etc/lto-par.cfg
for page in "$repo"/docs/*.1; do
    put 644 "$page" "share/man/man1/$(basename "$page")"
done
put 644 "$repo/LICENSE" share/doc/lto-par/LICENSE
put 644 "$repo/NOTICE" share/doc/lto-par/NOTICE
put 644 "$repo/README.md" share/doc/lto-par/README.md
put_completion bash share/bash-completion/completions/lto-par
put_completion zsh share/zsh/site-functions/_lto-par
put_completion fish share/fish/vendor_completions.d/lto-par.fish
put 755 "$repo/scripts/rust-sysroot.sh" share/lto-par/rust-sysroot.sh
put 644 "$repo/scripts/lto-par.cmake" share/lto-par/lto-par.cmake
for page in cli installing linking plugin distributed build-tools/{cmake,meson,make,cargo,kernel}; do
    put 644 "$repo/docs/$page.md" "share/doc/lto-par/$page.md"
done
link lto-par bin/lto-par-ld
link lto-par bin/lto-par-cc
for name in local command distcc; do
    link lto-par-distribute "bin/lto-par-distribute-$name"
    link lto-par-distribute.1 "share/man/man1/lto-par-distribute-$name.1"
done
for path in "$out"/libexec/lto-par/*; do
    link ../../bin/lto-par "libexec/lto-par/$(basename "$path")"
done
mkdir -p "$root/share/lto-par"
printf '%s\n' "${files[@]}" >"$root/$list"
size=$(cd "$root" && du -ck "${files[@]}" | awk 'END { print $1 * 1024 }')
echo "install: $prefix: $(human_size "$size"); clang-22 --config=$prefix/etc/lto-par.cfg"
