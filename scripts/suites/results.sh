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
        # The excuse that speaks of a case, by its name or with `*` for the linker, the cut or both.
        function excuse(name,   part, n) {
            if (name in reason) return name
            n = split(name, part, ":")
            if (n == 2 && (part[1] ":*") in reason) return part[1] ":*"
            if (n != 3) return ""
            if ((part[1] ":" part[2] ":*") in reason) return part[1] ":" part[2] ":*"
            if ((part[1] ":*:" part[3]) in reason) return part[1] ":*:" part[3]
            return (part[1] ":*:*") in reason ? part[1] ":*:*" : ""
        }
        function complain(name, what) { print "suite " suite ": " name ": " what; bad++ }
        FILENAME == excuses {
            if ($0 ~ /^(#|$)/) next
            if (NF < 2) complain($1, "an excuse needs a reason")
            if ($1 in reason) complain($1, "excused twice")
            reason[$1] = 1
            next
        }
        { known = excuse($2); if (known != "") seen[known] = 1 }
        $1 == "left" { left++; next }
        { tried++ }
        $1 == "right" { right++ }
        $1 == "wrong" {
            if (known == "") complain($2, "failed" substr($0, length($1 $2) + 2))
            else { excused++; needed[known] = 1 }
        }
        END {
            for (name in reason)
                if (name in seen ? !(name in needed) : complete) complain(name, "its excuse is not needed: the case passes, does not count, or is not there")
            printf "suite %s: tried %d, right %d, excused %d; %d left out, %s s\n", suite, tried, right, excused, left, seconds
            if (!tried) print "suite " suite ": nothing was tried"
            exit bad || !tried
        }' "$excuses" "$work/sorted"
}
