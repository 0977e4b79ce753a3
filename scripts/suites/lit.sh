# shellcheck shell=bash disable=SC2154
# Runs LLVM's lit on tests twice: with LLVM's own tools, and those that pass with lto-par in their place.

# lit_suite ROOT: the tests whose paths, relative to ROOT, stand in stdin.
lit_suite() {
    local root=$1 plain=$llvm_bin:/usr/bin:/bin
    need "$llvm_bin/lit" "$llvm_bin/FileCheck" python3
    cp "$repo/scripts/suites/lit/lit.cfg.py" "$root/lit.cfg.py"
    sed "s|^|$root/|" >"$work/tests"
    [[ -s $work/tests ]] || return 0
    lit_run "$work/tests" plain "$plain" "$(dirname "$llvm_bin")/lib/LLVMgold.so"
    awk '$1 == "PASS:" { print $4 }' "$work/plain.log" | sort >"$work/passing"
    awk '$1 == "FAIL:" { print "left " $4 " LLVM does not pass it" }' "$work/plain.log" >>"$work/results"
    [[ -s $work/passing ]] || return 0
    mkdir -p "$work/bin"
    ln -sf "$linkers/ld.lld" "$work/bin/ld.lld"
    sed "s|^|$root/|" "$work/passing" >"$work/tests"
    lit_run "$work/tests" ours "$work/bin:$plain" "$plugin"
    awk '$1 == "PASS:" { print "right " $4 }
        $1 ~ /^(FAIL|TIMEOUT|UNRESOLVED|UNSUPPORTED|XPASS):$/ { print "wrong " $4 " see out/suites/'"$name"'/ours.log" }' "$work/ours.log" >>"$work/results"
}

# lit_run TESTS LABEL PATH PLUGIN
lit_run() {
    # lit waits for the timer of a test that it cannot run (a file that is not there), so that a slice has a short one.
    local limit=$((full ? step_limit : 30))
    mkdir -p "$work/$2"
    SUITE_NAME=$name SUITE_WORK=$work/$2 SUITE_PATH=$3 SUITE_PLUGIN=$4 \
        xargs -a "$1" "$llvm_bin/lit" -v -j "$jobs" --order lexical --timeout "$limit" >"$work/$2.log" 2>&1 || true
    grep -q '^Total Discovered Tests' "$work/$2.log" || { tail -n 5 "$work/$2.log" >&2; die "lit does not run; see $work/$2.log"; }
}
