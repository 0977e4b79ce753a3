# shellcheck shell=bash disable=SC2034
# The Lua 5.4 interpreter: small, many files, computed goto in the bytecode loop, no threads.
package=lua5.4
compiler=clang
cflags=(-DLUA_USE_LINUX -DLUA_COMPAT_5_3)
libs=(-lm -ldl)

# Debian's luaconf.h wants a header that its packaging generates.
prepare() {
    cp -r "$1/src" .
    printf '#define DEB_HOST_MULTIARCH "%s"\n' "$(cc -print-multiarch)" >src/lua5.4-deb-multiarch.h
}

units() {
    find src -maxdepth 1 -name '*.c' ! -name luac.c
}
