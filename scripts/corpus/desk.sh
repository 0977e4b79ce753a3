# shellcheck shell=bash disable=SC2034,SC2154
# The small program kept in samples/: what the demo uses where no source package can be fetched.
folder=$repo/samples/desk
compiler=clang
cflags=()
libs=()

units() {
    find . -maxdepth 1 -name '*.c' -printf '%P\n'
}
