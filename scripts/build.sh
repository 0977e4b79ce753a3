#!/usr/bin/env bash
# Builds lto-par: publishes Driver/ to out/publish and makes out/bin/lto-par start it, Driver.Plugin/ to out/lib/lto-par.so,
# the plugin of GNU ld, gold and mold, and Distributors/ and Distributors.Reapi/ to out/distribute and out/distribute-reapi, whose programs are in out/bin too.
# Does nothing when nothing changed.
# The program is a native image, which starts in the time of the loader; where the AOT compiler cannot be had, it is
# precompiled code for the installed .NET runtime, and the script says so. A linker cannot load such code: there is no plugin then.
#
# usage: scripts/build.sh [-f] [-v] [--managed]
#
#   -f          build even when nothing changed
#   -v          show what dotnet says
#   --managed   for the installed .NET runtime, as where no AOT compiler is to be had
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

force=0 verbose=0 kind=native
for argument in "$@"; do
    case $argument in
        -f) force=1 ;;
        -v) verbose=1 ;;
        --managed) kind=managed ;;
        -h | --help) usage; exit 0 ;;
        *) die "unknown option '$argument'; see --help" ;;
    esac
done

need dotnet
cd "$repo"
[[ -f Driver/Driver.csproj ]] || die "Driver/Driver.csproj is not there; is this a whole checkout?"

# Names, sizes and times of everything the program is made of, and the SDK; catches removed and restored files too.
# Lock files are left out: restoring writes them.
fingerprint() {
    echo "$kind"
    dotnet --version
    find . -mindepth 1 \( -path ./out -o -path ./.git -o -path ./tests -o -path ./scripts -o -path ./samples -o -path ./docs -o -path ./tools \
        -o -name bin -o -name obj \) -prune -o -type f ! -name '*.md' ! -name 'packages*.lock.json' \
        -printf '%P %s %T@\n' | sort
}

mkdir -p out/bin
stamp=out/publish.stamp
exec 8>out/publish.lock
flock 8 # two builds at once would write the same files
current=$(fingerprint | sha256sum)
if ((!force)) && [[ -x out/publish/lto-par && -s $stamp && $(<"$stamp") == "$current" ]]; then
    exit 0
fi

start=$(now_ms)
rm -f "$stamp"
# run_dotnet ARGUMENT...: what it says goes to the log, or to the user who asked for it.
run_dotnet() {
    # Build servers outlive this script and must not inherit the lock: 8>&-.
    if ((verbose)); then
        dotnet "$@" 8>&-
    else
        dotnet "$@" >>out/publish.log 2>&1 8>&-
    fi
}

# publish_project PROJECT FOLDER OPTION...
publish_project() {
    local project=$1 folder=$2
    shift 2
    rm -rf "$folder"
    run_dotnet publish "$project" -c Release "$@" -o "$folder"
}

# publish KIND: leaves out/publish.new/lto-par, and of a native image out/lib/lto-par.so.
publish() {
    : >out/publish.log
    case $1 in
        native)
            # The C# compiler first, for all of them at once; the AOT compiler then uses two processors badly, so that two of it run beside each other.
            run_dotnet build scripts/images.slnf -c Release || return
            local built=(--no-restore -p:BuildProjectReferences=false)
            publish_project Driver out/publish.new "${built[@]}" &
            { publish_project Driver.Plugin out/plugin "${built[@]}" && publish_project Distributors out/distribute.new "${built[@]}" &&
                publish_project Distributors.Reapi out/distribute-reapi.new "${built[@]}"; } || { wait; return 1; }
            wait $! || return
            # Moved, not written in place: a linker may have the old one open.
            mkdir -p out/lib && mv out/plugin/LtoPar.Plugin.so out/lib/lto-par.so
            ;;
        # ReadyToRun: a linker starts lto-par once a link, and most of a start is otherwise spent in the JIT.
        managed)
            rm -rf out/lib
            publish_project Driver out/publish.new -p:NativeImage=false -r linux-x64 --self-contained false -p:PublishReadyToRun=true || return
            publish_project Distributors out/distribute.new -p:NativeImage=false -r linux-x64 --self-contained false || return
            publish_project Distributors.Reapi out/distribute-reapi.new -p:NativeImage=false -r linux-x64 --self-contained false
            ;;
    esac
}

if ! publish "$kind"; then
    # NU1101 and NU1102: no feed has the AOT compiler. Anything else is an error in the sources or on this machine.
    if [[ $kind == native ]] && ((!verbose)) && grep -qE 'NU110[12].*(ILCompiler|NETCore\.App)' out/publish.log; then
        echo "build: no NuGet feed here has the AOT compiler; building for the installed .NET runtime, without the linker plugin"
        kind=managed
        publish managed || failed=1
    else
        failed=1
    fi
fi
if ((${failed:-0})); then
    ((verbose)) || grep -E 'error|warn' out/publish.log | sort -u | head -n 40 >&2 || cat out/publish.log >&2
    die "dotnet publish failed; the whole log is out/publish.log"
fi
[[ -x out/publish.new/lto-par ]] || die "out/publish.new/lto-par was not made; is the AssemblyName of Driver lto-par?"
# Moved into place when it is whole: the old one works until then.
rm -rf out/publish
mv out/publish.new out/publish
for name in distribute distribute-reapi; do
    rm -rf "out/$name"
    mv "out/$name.new" "out/$name"
done
ln -sfn ../publish/lto-par out/bin/lto-par
ln -sfn ../publish/lto-par out/bin/lto-par-ld
ln -sfn ../publish/lto-par out/bin/lto-par-cc
for name in '' -local -command -distcc; do
    ln -sfn ../distribute/lto-par-distribute "out/bin/lto-par-distribute$name"
done
ln -sfn ../distribute-reapi/lto-par-distribute-reapi out/bin/lto-par-distribute-reapi
# For the compiler's -B: the linkers' names, and lto-par behind each of them.
mkdir -p out/libexec/lto-par
for name in ld ld.bfd ld.gold ld.lld ld.mold; do
    ln -sfn ../../publish/lto-par "out/libexec/lto-par/$name"
done
# clang --config=.../lto-par.cfg: the one flag that turns a build to it.
mkdir -p out/etc
cat >out/etc/lto-par.cfg <<'CFG'
# Full LTO, with lto-par behind whatever linker -fuse-ld names.
-flto
-B<CFGDIR>/../libexec/lto-par
# Compiled partitions are kept for the next link where the environment has LTO_PAR_CACHE_DIR=DIR, or in links with -Wl,-plugin-opt=cache-dir=DIR;
# LTO_PAR_REMOTE_CACHE=URL and remote-cache=URL do so on a server.
CFG
printf '%s\n' "$current" >"$stamp"
made=out/bin/lto-par
[[ $kind == native ]] && made+=' and out/lib/lto-par.so'
echo "build: $made, $kind ($(seconds_since "$start") s)"
