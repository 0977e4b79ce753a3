#!/usr/bin/env bash
# Runs a ninja over a generated build of some 500 edges: from nothing, again, after changes, with failures, and its tools.
# Lines whose order depends on which command ends first are sorted, so the output is the same for every correct build.
# usage: run-ninja.sh PROGRAM WORKDIR
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$(realpath "${1:?usage: run-ninja.sh PROGRAM WORKDIR}")
mkdir -p "${2:?usage: run-ninja.sh PROGRAM WORKDIR}"
cd "$2"
rm -rf ninja-build
mkdir ninja-build
cd ninja-build
export LC_ALL=C NINJA_STATUS='' TERM=dumb
unset MAKEFLAGS CLICOLOR_FORCE
"$here/make-ninja.sh"

hash() { sha256sum | cut -c 1-64; }

# run NAME OPTION...: runs ninja and prints its sorted output and exit status.
run() {
    local name=$1 status=0
    shift
    (exec -a ninja "$program" "$@") >log 2>&1 || status=$?
    printf '== %s: exit %d, %d lines\n' "$name" "$status" "$(wc -l <log)"
    sort log | { if (($(wc -l <log) > 60)); then hash; else cat; fi; }
}

# What the build has made, all of it.
outputs() {
    find out -type f ! -name '.ninja*' | sort | xargs -d '\n' sha256sum | hash
}

# edit FILE SED-COMMAND: a change with a later time than anything built so far. A file system's clock goes in steps: the next one is waited for.
edit() {
    touch built
    until touch clock && [[ clock -nt built ]]; do :; done
    sed -i "$2" "$1"
}

run 'dry run' -n -j 2
run 'everything' -j 2
outputs
run 'again' -j 2
edit src/f120.txt 's/line one/line 1/'
run 'one source changed, restat stops it' -j 2
edit src/f12.txt 's/^/changed /'
run 'one source changed' -j 2 -v
edit src/h3.inc 's/header/footer/'
run 'one header changed' -j 2
outputs
rm out/lib4.a out/n11.txt
run 'outputs removed' -j 2
edit build.ninja 's/-special14/-other14/'
run 'a command line changed' -j 2
run 'failures, go on' -j 2 -k 0 broken
run 'failure, stop' -j 1 broken1
run 'a missing target' no_such_target
run 'a near miss' everythin
run 'one target, quiet' --quiet out/lib3.a
run 'for a source' -n 'src/f9.txt^'
outputs

run 'tool commands' -t commands
run 'tool commands, one' -t commands -s out/program
run 'tool inputs' -t inputs out/lib2.a
run 'tool query' -t query out/n3.txt
run 'tool query, phony' -t query everything
run 'tool targets, depth' -t targets depth 2
run 'tool targets, rule' -t targets rule two
run 'tool targets, all' -t targets all
run 'tool rules' -t rules -d
"$program" -t deps | sed 's/deps mtime [0-9]* //' >deps.txt
printf '== tool deps: %s\n' "$(sort deps.txt | hash)"
"$program" -t compdb | sed 's|"directory": ".*"|"directory": ""|' | hash
# Node names in the graph are addresses; its labels are not.
"$program" -t graph out/n1.txt | grep -o 'label="[^"]*"' | sort | hash
run 'tool missingdeps' -t missingdeps
run 'tool recompact' -t recompact
run 'tool restat' -t restat
run 'after the tools' -j 2
run 'clean one' -t clean out/lib5.a
run 'clean a rule' -t clean -r two
run 'rebuilt' -j 2
outputs
run 'clean' -t clean
find out -type f ! -name '.ninja*' | sort

bad() { printf '%b' "$2" >bad.ninja; run "bad manifest: $1" -f bad.ninja; }
bad 'unknown rule' 'build a: nothing b\n'
bad 'cycle' 'rule r\n  command = true\nbuild a: r b\nbuild b: r c\nbuild c: r a\n'
bad 'duplicate' 'rule r\n  command = true\nbuild a: r\nbuild a: r\n'
bad 'no command' 'rule r\n  description = x\nbuild a: r\n'
bad 'tab' 'rule r\n\tcommand = true\n'
bad 'pool' 'pool p\n  depth = -1\n'
bad 'missing input' 'rule r\n  command = true\nbuild a: r not_here\n'
bad 'lexing' 'build $^: x\n'
bad 'include' 'include nowhere.ninja\n'
run 'version' --version
run 'unknown tool' -t quer
run 'list tools' -t list
run 'list debugging modes' -d list
run 'list warnings' -w list
