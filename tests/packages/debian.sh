#!/usr/bin/env bash
# Installs lto-par_*.deb of this folder in this root, uses it, and removes it. Where there is no compiler, apt brings it, and shells for the completions.
set -euo pipefail
here=$(dirname "$(realpath "$0")")

clean=0
if command -v clang-22 >/dev/null; then
    dpkg --no-triggers -i "$here"/lto-par_*.deb
else
    clean=1
    apt-get -q -y install --no-install-recommends "$here"/lto-par_*.deb clang-22 llvm-22-linker-tools lld-22 mold libc6-dev libgcc-12-dev man-db bash-completion zsh fish
fi
[[ -z $(dpkg --verify lto-par) ]]

# as_user COMMAND...: in a folder of its own.
mkdir -p '/srv/a user'
cp "$here/use.sh" '/srv/a user/'
chown -R 1000:1000 '/srv/a user'
cd '/srv/a user'
as_user() { setpriv --reuid=1000 --regid=1000 --clear-groups --no-new-privs env HOME="$PWD" "$@"; }

as_user bash use.sh /usr/bin /etc/lto-par.cfg
for program in lto-par lto-par-ld lto-par-cc lto-par-distribute{,-local,-command,-distcc,-reapi}; do
    [[ $(man -w "$program") == /usr/share/man/man1/$program.1.gz || $(man -w "$program") == /usr/share/man/man1/lto-par-distribute.1.gz ]]
    complaints=$(man --warnings "$program" 2>&1 >/dev/null)
    [[ -z $complaints ]] || { echo "$complaints" >&2; exit 1; }
done
if ((clean)); then
    as_user bash -c '. /usr/share/bash-completion/bash_completion; _completion_loader lto-par; complete -p lto-par' | grep -q -- '-F'
    [[ $(as_user zsh -fc 'autoload -Uz compinit && compinit -D && print -r -- $_comps[lto-par]') == _lto-par ]]
    as_user fish -c 'complete -C "lto-par --partition"' | grep -q '^--partitions'
fi

echo '# mine' >>/etc/lto-par.cfg
dpkg --no-triggers --remove lto-par
grep -q mine /etc/lto-par.cfg
dpkg --no-triggers --purge lto-par
[[ ! -e /etc/lto-par.cfg && ! -e /usr/libexec/lto-par && ! -e /usr/lib/lto-par.so && ! -e /usr/share/doc/lto-par && ! -e /usr/share/lto-par ]]
echo "debian: installed and used"
