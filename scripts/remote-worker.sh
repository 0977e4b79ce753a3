#!/usr/bin/env bash
# Builds Bazel's RemoteWorker, a small server of the Remote Execution API, from Debian's packages of Bazel, which are not installed. Prints its folder.
#
# usage: scripts/remote-worker.sh
#
# Below ${LTO_PAR_CACHE:-out/cache}/remote-worker/: classes/ and A-server.jar, for `java -cp`. Built once. Needs a JDK (LTO_PAR_TEST_FULL=1 scripts/setup.sh).
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

case ${1-} in
    '') ;;
    -h | --help) usage; exit 0 ;;
    *) die "unknown option '$1'; see --help" ;;
esac

folder=$cache/remote-worker
mkdir -p "$folder"
exec 8>"$folder/lock"
flock 8
if [[ ! -f $folder/built ]]; then
    command -v javac >/dev/null 2>&1 || die "javac is missing; run LTO_PAR_TEST_FULL=1 scripts/setup.sh, or apt install default-jdk-headless"
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    cd "$work"
    apt-get -q -o APT::Sandbox::User=root -o Acquire::Retries=2 download bazel-bootstrap-source bazel-bootstrap-data >apt.log 2>&1 ||
        die "apt has no bazel-bootstrap-source and bazel-bootstrap-data, which Debian 12 has: $(tail -n 1 apt.log)"
    for package in ./*.deb; do
        dpkg-deb --fsys-tarfile "$package" | tar -x --wildcards './usr/share/bazel/A-server.jar' \
            './usr/src/bazel-bootstrap/src/tools/remote/src/main/*' 2>/dev/null || true
    done
    [[ -f usr/share/bazel/A-server.jar ]] || die "bazel-bootstrap-data has no A-server.jar"
    rm -rf "$folder/classes"
    find usr/src/bazel-bootstrap/src/tools/remote -name '*.java' -exec \
        javac -nowarn -cp usr/share/bazel/A-server.jar -d "$folder/classes" {} + >javac.log 2>&1 || die "javac: $(tail -n 3 javac.log)"
    cp usr/share/bazel/A-server.jar "$folder/"
    touch "$folder/built"
fi
printf '%s\n' "$folder"
