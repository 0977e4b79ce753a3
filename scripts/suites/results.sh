# shellcheck shell=bash disable=SC2154
# Results are lines `right CASE`, `wrong CASE WHY` and `left CASE WHY` (left out: LLVM's own LTO does not pass it either) in $work/results.

# each_item: hands the items of stdin, one a line, to suite_case, several at a time.
each_item() {
    local extra=()
    [[ -z $only ]] || extra=(--only "$only")
    xargs -d '\n' -r -P "$jobs" -I '{}' "$BASH" "$repo/scripts/suites.sh" "${extra[@]}" "$name" --case "$work {}" >>"$work/results" 2>"$work/messages" || {
        tail -n 5 "$work/messages" >&2
        die "a worker of suite $name died"
    }
}

# slice N: the items of stdin that are run: every Nth, all with --full.
slice() {
    local step=${every:-$1}
    ((full)) && step=1
    { if [[ -n $only ]]; then grep -E -- "$only" || true; else cat; fi; } | awk -v n="$step" 'NR % n == 1 % n'
}

# report NAME SECONDS: compares the results with the excuses.
report() {
    local excuses=$repo/tests/suites/$1.txt
    [[ -f $excuses ]] || die "$excuses is missing"
    LC_ALL=C sort -u "$work/results" >"$work/sorted"
    awk -v excuses="$excuses" -v suite="$1" -v seconds="$2" -v complete="$((full && ${#only} == 0))" '
        FILENAME == excuses {
            if ($0 ~ /^(#|$)/) next
            if (NF < 2) { print "suite " suite ": " $1 ": an excuse needs a reason"; bad++ }
            if ($1 in reason) { print "suite " suite ": " $1 ": excused twice"; bad++ }
            reason[$1] = 1
            next
        }
        { seen[$2] = 1 }
        $1 == "right" { tried++; if ($2 in reason) { print "suite " suite ": " $2 ": passes, its excuse is no longer needed"; bad++ } else right++ }
        $1 == "wrong" {
            tried++
            if ($2 in reason) excused++
            else { print "suite " suite ": " $2 ": failed" substr($0, length($1 $2) + 2); bad++ }
        }
        $1 == "left" { left++; if ($2 in reason) { print "suite " suite ": " $2 ": does not count, its excuse is not needed"; bad++ } }
        END {
            for (name in reason)
                if (complete && !(name in seen)) { print "suite " suite ": " name ": there is no such case to excuse"; bad++ }
            printf "suite %s: tried %d, right %d, excused %d; %d left out, %s s\n", suite, tried, right, excused, left, seconds
            if (!tried) print "suite " suite ": nothing was tried"
            exit bad || !tried
        }' "$excuses" "$work/sorted"
}
