#!/usr/bin/env bash
# Writes a build.ninja of some 500 edges, its sources and the files it includes into the current folder. The edges use
# what ninja has: depfiles, restat, pools, phony, implicit and order-only inputs, several outputs, response files,
# validations, scoped variables, include and subninja.
# usage: make-ninja.sh
# shellcheck disable=SC2016  # the $names are ninja's
set -euo pipefail

mkdir -p src sub
for i in $(seq 0 149); do
    printf 'source %d line one\nsource %d line two\n' "$i" "$((i * 7))" >"src/f$i.txt"
done
for i in $(seq 0 9); do printf 'header %d\n' "$i" >"src/h$i.inc"; done

cat >rules.ninja <<'RULES'
rule compile
  command = { echo "compiled $in $flags"; cat $in src/h$header.inc; } > $out && printf '%s: %s \\\n  src/h%s.inc\n' $out $in $header > $out.d
  description = COMPILE $out
  depfile = $out.d
rule compile_gcc
  command = cat $in src/h$header.inc > $out && printf '%s: %s src/h%s.inc\n' $out $in $header > $out.d
  depfile = $out.d
  deps = gcc
  description = CC $out
rule join
  command = cat $in > $out
  description = JOIN $out
rule join_listed
  command = xargs cat < $out.rsp > $out
  rspfile = $out.rsp
  rspfile_content = $in_newline
  description = JOIN@ $out
rule stable
  command = cut -c 1-6 $in > $out.tmp && { cmp -s $out.tmp $out && rm $out.tmp || mv $out.tmp $out; }
  restat = 1
  description = STABLE $out
rule two
  command = head -n 1 $in > $first && tail -n 1 $in > $second
  pool = narrow
  description = TWO $first $second
rule check
  command = test -s $in && touch $out
  description = CHECK $in
rule fail
  command = echo failing on purpose; exit 3
RULES

cat >sub/sub.ninja <<'SUB'
flags = -sub $flags
build out/sub/a.txt: compile src/f1.txt
  header = 1
build out/sub/b.txt: compile src/f2.txt | out/sub/a.txt
  header = 2
  flags = $flags -edge
SUB

{
    cat <<'HEAD'
ninja_required_version = 1.7
builddir = out
flags = -O2 "two words" $
    --continued
pool narrow
  depth = 2
include rules.ninja
HEAD
    for i in $(seq 0 149); do
        rule=compile
        ((i % 3 == 0)) && rule=compile_gcc
        printf 'build out/c%d.o: %s src/f%d.txt\n  header = %d\n' "$i" "$rule" "$i" "$((i % 10))"
        ((i % 10 == 4)) && printf '  flags = -special%d $flags\n' "$i"
    done
    for i in $(seq 0 149); do # restat: a change below the sixth column stops here
        printf 'build out/s%d.s: stable out/c%d.o | src/h%d.inc || out/sub/a.txt\n' "$i" "$i" "$((i % 4))"
    done
    for i in $(seq 0 99); do
        printf 'build out/t%d.first out/t%d.second: two src/f%d.txt\n  first = out/t%d.first\n  second = out/t%d.second\n' "$i" "$i" "$i" "$i" "$i"
    done
    for i in $(seq 0 29); do
        printf 'build out/lib%d.a: %s' "$i" "$([[ $((i % 2)) == 0 ]] && echo join || echo join_listed)"
        for j in 0 1 2 3 4; do printf ' out/s%d.s' "$((i * 5 + j))"; done
        printf ' out/t%d.first |@ out/lib%d.checked\n' "$i" "$i"
        printf 'build out/lib%d.checked: check out/lib%d.a\n' "$i" "$i"
    done
    for i in $(seq 0 39); do # a tree of joins with sharing, to give the graph some depth
        left=$((i * 2 + 1)) right=$((i * 2 + 2))
        printf 'build out/n%d.txt: join %s %s\n' "$i" \
            "$( ((left < 40)) && echo "out/n$left.txt" || echo "out/lib$((left % 30)).a")" \
            "$( ((right < 40)) && echo "out/n$right.txt" || echo "out/lib$((right % 30)).a")"
    done
    for i in $(seq 0 19); do printf 'build group%d: phony out/n%d.txt out/t%d.second out/t%d.first out/t%d.first out/t%d.second out/t%d.second\n' \
            "$i" "$((i * 2))" "$i" "$((i + 20))" "$((i + 40))" "$((i + 60))" "$((i + 80))"; done
    cat <<'TAIL'
build out/odd$ name$:colon.txt: join src/f3.txt
build out/program: join out/n0.txt out/sub/b.txt | out/lib0.a || group0
subninja sub/sub.ninja
build everything: phony out/program group0 group1 group2 group3 group4 group5 group6 group7 group8 group9 group10 $
    group11 group12 group13 group14 group15 group16 group17 group18 group19 out/odd$ name$:colon.txt
build broken1: fail src/f0.txt
build broken2: fail src/f1.txt
build broken: phony broken1 broken2 out/odd$ name$:colon.txt
default everything
TAIL
} >build.ninja
