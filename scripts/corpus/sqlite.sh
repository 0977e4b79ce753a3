# shellcheck shell=bash disable=SC2034
# The sqlite3 shell: two huge translation units, thousands of functions, big constant tables, function pointers everywhere.
package=sqlite3
compiler=clang
cflags=(-DSQLITE_ENABLE_FTS4 -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_RTREE -DSQLITE_ENABLE_GEOPOLY
    -DSQLITE_ENABLE_MATH_FUNCTIONS -DSQLITE_ENABLE_DBSTAT_VTAB -DSQLITE_ENABLE_STMTVTAB
    -DSQLITE_ENABLE_SESSION -DSQLITE_ENABLE_PREUPDATE_HOOK -DSQLITE_THREADSAFE=1 -DHAVE_USLEEP=1)
libs=(-lm -ldl -lpthread)

# Debian ships the split sources; sqlite's own makefile turns them into the amalgamation.
prepare() {
    need tclsh make cc
    make -s -f "$1/Makefile.linux-gcc" TOP="$1" BCC=cc TCC=cc sqlite3.c shell.c
    find . -mindepth 1 -maxdepth 1 ! -name 'sqlite3*.[ch]' ! -name shell.c -exec rm -rf {} +
}

units() {
    printf '%s\n' sqlite3.c shell.c
}
