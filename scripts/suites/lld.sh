# shellcheck shell=bash disable=SC2154
# lld's own tests of LTO, with lto-par's wrapper by the name of ld.lld.
# shellcheck source=scripts/suites/lit.sh
source "$repo/scripts/suites/lit.sh"

suite_run() {
    (cd "$sources/lld/test" && find ELF/lto -not -path '*/Inputs/*' \( -name '*.ll' -o -name '*.s' -o -name '*.test' \)) | sort | slice 16 |
        lit_suite "$sources/lld/test"
}
