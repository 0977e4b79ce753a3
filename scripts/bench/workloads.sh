# shellcheck shell=bash
# What the linked programs are timed at: prepare_NAME puts the input into the current folder, work_NAME PROGRAM works on
# it for a second or two, on one core, and prints what every correct build prints.

workloads=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/workloads
export LC_ALL=C

prepare_lua() {
    cp "$workloads/bench.lua" .
}

work_lua() {
    "$1" bench.lua
}

prepare_sqlite() {
    cp "$workloads/bench.sql" .
}

work_sqlite() {
    HOME=$PWD "$1" -batch :memory: <bench.sql
}

prepare_zstd() {
    cc -O2 -o make-data "$workloads/../../../tests/corpus/make-data.c"
    ./make-data 8000000 >data
}

# Its own benchmark, with each level run once; it checks what it has decompressed. The speeds it prints are not the output.
work_zstd() {
    "$1" -q -b1 -e12 -i0 -T1 data >/dev/null
}

# A build with nothing to do: ninja reads the manifest and looks at every file. `generator` rules need no build log.
prepare_ninja() {
    awk 'BEGIN {
        print "rule make\n  command = touch $out\n  generator = 1"
        for (i = 0; i < 20000; i++) {
            printf "build out/d%d/f%d.o: make src/d%d/f%d.c | src/d%d/common.h\n  flags = -O2 -Iinclude/d%d -DNAME=f%d\n", i / 200, i, i / 200, i, i / 200, i / 200, i
        }
    }' >build.ninja
    awk '$1 == "build" { sub(/:$/, "", $2); print $4; print $6 }' build.ninja | sort -u >sources
    awk '$1 == "build" { sub(/:$/, "", $2); print $2 }' build.ninja >outputs
    sed 's|/[^/]*$||' sources outputs | sort -u | xargs mkdir -p
    xargs touch -d '2020-01-01' <sources
    xargs touch -d '2020-01-02' <outputs
}

work_ninja() {
    local i
    for ((i = 0; i < 5; i++)); do
        "$1" -j1
        "$1" -t commands | tail -n 1
    done
}
