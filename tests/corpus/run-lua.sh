#!/usr/bin/env bash
# Runs a Lua interpreter over tests/corpus/work.lua; the output is the same for every correct build of it.
# usage: run-lua.sh PROGRAM WORKDIR
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$(realpath "${1:?usage: run-lua.sh PROGRAM WORKDIR}")
mkdir -p "${2:?usage: run-lua.sh PROGRAM WORKDIR}"
cd "$2"

export LC_ALL=C TZ=UTC TMPDIR=$PWD LUA_INIT='' LUA_PATH='./?.lua'
cp "$here/work.lua" work.lua # a relative chunk name, so that messages do not hold the checkout's path
# A fixed argv[0], because error messages begin with it.
lua() { (exec -a lua "$program" "$@"); }
lua work.lua
# The command line: -e, script from standard input, arguments, exit status.
lua -W -e 'x = 21' -e 'print(x * 2)' - first second <<<'warn("@on") print(#arg, arg[1], ...)'
status=0
lua -e 'error("fatal")' 2>&1 || status=$?
echo "exit $status"
