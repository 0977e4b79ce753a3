#!/usr/bin/env bash
# Runs a sqlite3 shell over tests/corpus/work.sql, on a database file; the output is the same for every correct build of it.
# usage: run-sqlite.sh PROGRAM WORKDIR
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$(realpath "${1:?usage: run-sqlite.sh PROGRAM WORKDIR}")
mkdir -p "${2:?usage: run-sqlite.sh PROGRAM WORKDIR}"
cd "$2"
rm -f work.db work.db-* saved.db exported.csv

# HOME: no ~/.sqliterc. Some statements are meant to fail, so the exit status is not looked at; a crash shows as one.
export LC_ALL=C TZ=UTC HOME=$PWD
status=0
"$program" -batch work.db <"$here/work.sql" 2>&1 || status=$?
echo "exit $status"
# The files written are part of the result: their content, not their bytes (a page may hold what it held before).
"$program" -batch -readonly work.db '.sha3sum' 'PRAGMA page_count' 'PRAGMA integrity_check'
