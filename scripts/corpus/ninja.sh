# shellcheck shell=bash disable=SC2034
# The ninja build tool: C++ with comdats, vtables, static constructors and the standard library. Exceptions and RTTI stay
# on (ninja's own build turns them off) so that landing pads and type information are in the corpus.
package=ninja-build
compiler=clang++
cflags=(-std=c++17 -DUSE_PPOLL -DNINJA_PYTHON="\"python3\"" -Wno-deprecated)
libs=(-lstdc++ -lm)

units() {
    find src -maxdepth 1 -name '*.cc' \
        ! -name '*_test.cc' ! -name '*_perftest.cc' ! -name '*-win32.cc' ! -name '*.in.cc' \
        ! -name test.cc ! -name browse.cc ! -name hash_collision_bench.cc
}
