#!/usr/bin/env bash
# Uses an installation without root's rights: links two files by its configuration file with all linkers, compiles a module here and by a distributor.
# usage: use.sh PROGRAMS CONFIG, in a folder that can be written to
set -euo pipefail
programs=$1 config=$2

cat >'far away.c' <<'C'
static int near(int x) { return x + 1; }
int far_away(int x) { return near(x) * 2; }
C
cat >'main file.c' <<'C'
int far_away(int);
int main(void) { return far_away(20) - 42; }
C
for linker in bfd gold mold lld; do
    clang-22 "--config=$config" -O1 'far away.c' 'main file.c' -o 'a program' -fuse-ld=$linker -Wl,-plugin-opt=--print-stats >said 2>&1 || { cat said >&2; exit 1; }
    grep -q '1 partition' said || { echo "$linker linked without lto-par:" >&2; cat said >&2; exit 1; }
    './a program'
    rm 'a program'
done
clang-22 -flto -O1 -c 'far away.c' -o part.bc
"$programs/lto-par" part.bc --stage=ipo --unique-id=x -o here.o
"$programs/lto-par" part.bc --stage=ipo --unique-id=x -o there.o "--distributor=$programs/lto-par-distribute-local"
cmp here.o there.o
