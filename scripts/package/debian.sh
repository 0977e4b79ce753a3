# shellcheck shell=bash
# The Debian package. Sourced by scripts/package.sh, which has $version, $work, install_below and settle.

maintainer='The lto-par authors <lto-par@localhost>'

# debian_layout ROOT: from the places of an installation to Debian's.
debian_layout() {
    local usr=$1/usr doc=$1/usr/share/doc/lto-par page
    rm -r "$usr/share/lto-par/installed.txt" # dpkg has its own list
    mkdir -p "$1/etc" "$usr/share/zsh/vendor-completions" "$usr/share/lintian/overrides"
    sed 's:<CFGDIR>/\.\./:<CFGDIR>/../usr/:' "$usr/etc/lto-par.cfg" >"$1/etc/lto-par.cfg"
    grep -q '<CFGDIR>/../usr/libexec/lto-par' "$1/etc/lto-par.cfg" || die "out/etc/lto-par.cfg lacks <CFGDIR>/../libexec/lto-par; run scripts/build.sh -f"
    rm -r "$usr/etc"
    mv "$usr/share/zsh/site-functions/_lto-par" "$usr/share/zsh/vendor-completions/"
    rmdir "$usr/share/zsh/site-functions"
    for page in "$usr"/share/man/man1/*.1; do
        if [[ -L $page ]]; then
            ln -s "$(readlink "$page").gz" "$page.gz"
            rm "$page"
        else
            gzip -9n "$page"
        fi
    done
    copyright "$doc" >"$doc/copyright"
    rm "$doc/NOTICE" "$doc/LICENSE"
    gzip -9n <"$repo/CHANGELOG.md" >"$doc/CHANGELOG.md.gz"
    changelog | gzip -9n >"$doc/changelog.gz"
    install -m 644 "$repo/scripts/package/lintian-overrides" "$usr/share/lintian/overrides/lto-par"
}

# copyright DOC: the notices of others, and lto-par's licence; that of Apache is one of Debian's files, the exception to it is not.
copyright() {
    cat "$1/NOTICE"
    cat <<TEXT

--------------------------------------------------------------------------------
lto-par

Copyright: The lto-par authors
License: Apache-2.0 WITH LLVM-exception

The Apache License, Version 2.0, is the file /usr/share/common-licenses/Apache-2.0. The exception to it:

TEXT
    grep -q '^---- LLVM Exceptions' "$1/LICENSE" || die "LICENSE lacks the part '---- LLVM Exceptions'"
    sed -n '/^---- LLVM Exceptions/,$p' "$1/LICENSE"
}

# changelog: in Debian's form, which dpkg's tools read.
changelog() {
    cat <<TEXT
lto-par ($version) unstable; urgency=medium

  * What has changed is said by CHANGELOG.md in this folder.

 -- $maintainer  $(date -u -R -d "@$SOURCE_DATE_EPOCH")
TEXT
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
Maintainer: $maintainer
Installed-Size: $size
Depends: $needed, libllvm22 (>= 1:22.1), libssl3 | libssl3t64, binutils
Recommends: clang-22, llvm-22-linker-tools, libcurl4 | libcurl4t64
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
