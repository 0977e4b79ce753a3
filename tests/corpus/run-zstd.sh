#!/usr/bin/env bash
# Sends a fixed 20 MB file through a zstd command at every level and back, and tries its other modes; the output (hashes
# of what was written) is the same for every correct build of it.
# usage: run-zstd.sh PROGRAM WORKDIR        ZSTD_LEVELS="1 5 19" restricts the levels (default 1 to 19)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$(realpath "${1:?usage: run-zstd.sh PROGRAM WORKDIR}")
mkdir -p "${2:?usage: run-zstd.sh PROGRAM WORKDIR}"
cd "$2"
export LC_ALL=C program
unset ZSTD_CLEVEL ZSTD_NBTHREADS

cc -O2 -o make-data "$here/make-data.c"
./make-data 20000000 >data
head -c 3000000 data >small

hash() { sha256sum | cut -c 1-64; }
size() { stat -c %s "$1"; }
export -f hash size

round_trip() {
    local level=$1
    "$program" -q -f "-$level" data -o "data.$level.zst"
    printf 'level %2d: %8d %s' "$level" "$(size "data.$level.zst")" "$(hash <"data.$level.zst")"
    printf ' back %s\n' "$("$program" -q -d -c "data.$level.zst" | hash)"
    rm "data.$level.zst"
}
export -f round_trip

# Two at a time, slowest first; one thread each, since threads are not what is compared here.
read -ra levels <<<"${ZSTD_LEVELS:-$(seq -s ' ' 1 19)}"
printf 'data %s\n' "$(hash <data)"
printf '%s\n' "${levels[@]}" | sort -rn | xargs -P 2 -I '{}' bash -c 'set -euo pipefail; round_trip {} >level.{}.out'
for level in "${levels[@]}"; do cat "level.$level.out"; done

# other NAME OPTION...: one more way to compress `small`, and back
other() {
    local name=$1
    shift
    "$program" -q -f "$@" small -o other.zst
    printf '%s: %s back %s\n' "$name" "$(hash <other.zst)" "$("$program" -q -d -c --long=27 "${dictionary[@]}" other.zst | hash)"
}
dictionary=()
other fast --fast=5
other long --long=27 -3
other ultra --ultra -22
other threads -T3 -6 -B600000
other single --single-thread -4
other nocheck --no-check -2
other small-blocks --target-compressed-block-size=2000 -3
other literals --compress-literals --fast=3
other rows --no-row-match-finder -7
other sized --stream-size=3000000 -5
other strategy --zstd=strategy=7,wlog=19,clog=18,hlog=17,slog=5,mml=4,tlen=32 -6

rm -rf samples
mkdir samples
# Named one by one, because the order of the samples decides the dictionary.
split -b 2000 -a 3 -d <(head -c 1000000 small) samples/part.
"$program" -q --train-cover=k=200,d=8,steps=4 samples/part.* --maxdict=8192 -o trained.dict
printf 'trained: %s\n' "$(hash <trained.dict)"
"$program" -q --train-fastcover samples/part.* --maxdict=8192 -f -o trained2.dict
printf 'trained fast: %s\n' "$(hash <trained2.dict)"
dictionary=(-D trained.dict)
other with-dictionary -D trained.dict -9
dictionary=(--patch-from=data)
other patch --patch-from=data --long=27 -5

"$program" -q -f -3 small -o small.zst
"$program" -q -t small.zst && echo 'test: good'
"$program" -l -v small.zst 2>&1 | sed -n '/^\(Window\|Compressed\|Decompressed\|Check\)/p'
head -c 500000 small.zst >cut.zst
status=0
"$program" -q -d -f -o cut cut.zst 2>&1 || status=$?
echo "exit $status"
cat small.zst small.zst >twice.zst
"$program" -q -d -c twice.zst | hash
"$program" -q -c -T2 <small | "$program" -q -d -c | hash
