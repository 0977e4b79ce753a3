#!/usr/bin/env bash
# Checks that the C# code is formatted as .editorconfig says, the length of lines included, which dotnet format does not look at.
# Style is not checked here again: each build does, and takes a warning for an error (Directory.Build.props); the order of usings is a test's.
#
# usage: scripts/format.sh [--fix]
#
#   --fix   change the files instead of only checking, style included
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

fix=0
case ${1-} in
    '') ;;
    --fix) fix=1 ;;
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

if ((fix)); then
    dotnet format lto-par.sln || die "dotnet format failed"
else
    # Whitespace alone: dotnet format takes a minute for the rest.
    dotnet format whitespace . --folder --exclude out --verify-no-changes ||
        die "the files above are not formatted; run scripts/format.sh --fix"
fi
