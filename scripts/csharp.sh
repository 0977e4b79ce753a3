# shellcheck shell=bash
# How the scripts build C#. Sourced, never run, after lib.sh, by a shell that has no trap for EXIT, or sets one afterwards that calls stop_compiler.
#
# One compiler server for all projects of a script, whatever the environment says: a compiler of its own for each project spends most of its
# time on compiling itself and the analyzers. Without tiers, since a build is long enough for optimised code and too short to wait for it.
# It is told to go when the script ends, and by its name: somebody else's server stays.

# run_csharp ARGUMENT...: dotnet, for commands that build.
run_csharp() {
    UseSharedCompilation=true SharedCompilationId=$compiler_id DOTNET_TieredCompilation=0 dotnet "$@"
}

stop_compiler() {
    local server
    server=$(dirname "$(readlink -f "$(command -v dotnet)")")/sdk/$(dotnet --version)/Roslyn/bincore/VBCSCompiler.dll
    [[ ! -f $server ]] || dotnet "$server" -shutdown "-pipename:$compiler_id" >/dev/null 2>&1 || true
}

# A script that another one called uses that one's server.
if [[ -z ${compiler_id-} ]]; then
    export compiler_id=lto-par-$$
    trap stop_compiler EXIT
fi
