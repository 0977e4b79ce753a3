#!/usr/bin/env bash
# Looks at a report in headless Chromium: console errors, keyboard, sorting, narrow windows, and axe's rules for screen readers.
# Installs Chromium with apt, and playwright-core and axe-core with npm to ${LTO_PAR_CACHE:-out/cache}/browser, where they are missing.
#
# usage: scripts/browser.sh REPORT.html [OUT_FOLDER]
#
# The last line is JSON: problems, load_ms, bars. OUT_FOLDER (default: out/browser) has the screenshots. Fails when there is a problem.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

(($# >= 1)) && [[ $1 != -* ]] || { usage; exit $(($# == 0)); }
report=$1 folder=${2:-$repo/out/browser} tools=$cache/browser
need node npm
if ! chromium=$(command -v chromium || command -v chromium-browser); then
    as_root=()
    ((EUID == 0)) || as_root=(sudo)
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends chromium >&2 ||
        die "apt could not install chromium"
    chromium=$(command -v chromium) || die "chromium is missing after apt"
fi

mkdir -p "$tools" "$folder"
if ! cmp -s "$repo/tests/reports/package.json" "$tools/package.json" || [[ ! -d $tools/node_modules/axe-core || ! -d $tools/node_modules/playwright-core ]]; then
    cp "$repo/tests/reports/package.json" "$tools/package.json"
    (cd "$tools" && npm install --no-package-lock --no-audit --no-fund --ignore-scripts >&2) || die "npm could not install what tests/reports/package.json names"
fi

# Modules are looked for beside the script.
cp "$repo/tests/reports/look.mjs" "$tools/look.mjs"
answer=$(node "$tools/look.mjs" "$chromium" "$report" "$folder")
printf '%s\n' "$answer"
[[ $answer == '{"problems":[],'* ]] || die "$report has problems; $folder has what it looks like"
