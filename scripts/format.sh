#!/usr/bin/env bash
# Checks that the C# code is formatted as .editorconfig says, the length of lines included, which dotnet format does not look at.
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

# Prints FILE:LINE of lines that are longer than .editorconfig allows. Lines of raw strings ("""...""") are excused, since a break would be text.
long_lines() {
    local most
    most=$(sed -n 's/^max_line_length = //p' .editorconfig)
    git ls-files '*.cs' | xargs awk -v most="$most" '
        FNR == 1 { raw = 0 }
        { quotes = gsub(/"""+/, "&") }
        length($0) > most && !raw { print FILENAME ":" FNR ": " length($0) " columns; " most " are the most" }
        quotes % 2 { raw = !raw }'
}

long=$(long_lines)
[[ -z $long ]] || die "lines are too long:
$long"

dotnet format lto-par.sln "${mode[@]}" || {
    ((${#mode[@]})) && die "the files above are not formatted; run scripts/format.sh --fix"
    die "dotnet format failed"
}
