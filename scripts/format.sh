#!/usr/bin/env bash
# Checks that the C# code is formatted as .editorconfig says.
#
# usage: scripts/format.sh [--fix]
#
#   --fix   change the files instead of only checking
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

mode=(--verify-no-changes)
case ${1-} in
    '') ;;
    --fix) mode=() ;;
    -h | --help) usage; exit 0 ;;
    *) die "unknown option '$1'; see --help" ;;
esac

need dotnet
cd "$repo"
dotnet format lto-par.sln "${mode[@]}" || {
    ((${#mode[@]})) && die "the files above are not formatted; run scripts/format.sh --fix"
    die "dotnet format failed"
}
