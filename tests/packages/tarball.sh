#!/usr/bin/env bash
# Unpacks lto-par-*.tar.gz of this folder without root's rights, below a folder whose name has spaces, and uses it. Where there is no compiler, apt brings it.
set -euo pipefail
here=$(dirname "$(realpath "$0")")

command -v clang-22 >/dev/null ||
    apt-get -q -y install --no-install-recommends clang-22 llvm-22-linker-tools lld-22 mold libc6-dev libgcc-12-dev libssl3
mkdir -p '/srv/a user'
cp "$here/use.sh" "$here"/lto-par-*.tar.gz '/srv/a user/'
chown -R 1000:1000 '/srv/a user'
cd '/srv/a user'
as_user() { setpriv --reuid=1000 --regid=1000 --clear-groups --no-new-privs env HOME="$PWD" "$@"; }

as_user mkdir 'my programs'
as_user tar -C 'my programs' -xzf lto-par-*.tar.gz
tree=$(echo "$PWD/my programs"/lto-par-*)
as_user bash use.sh "$tree/bin" "$tree/etc/lto-par.cfg"
[[ -z $(find / -xdev -newer "$here/tarball.sh" -name '*lto-par*' ! -path '/srv/*' ! -path '/root/*' ! -path '/proc/*' 2>/dev/null) ]]
echo "tarball: installed and used"
