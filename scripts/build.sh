#!/usr/bin/env bash
# Builds lto-par: publishes Driver/ to out/publish and makes out/bin/lto-par start it, Driver.Plugin/ to out/lib/lto-par.so,
# the plugin of GNU ld, gold and mold, and Distributors/ and Distributors.Reapi/ to out/distribute and out/distribute-reapi, whose programs are in out/bin too.
# Does nothing when nothing changed.
# The program is a native image, which starts in the time of the loader; where the AOT compiler cannot be had, it is
# precompiled code for the installed .NET runtime, and the script says so. A linker cannot load such code: there is no plugin then.
#
# usage: scripts/build.sh [-f] [-g] [-v] [--core] [--managed]
#
#   -f          build even when nothing changed
#   -g          with symbols of the native images (out/publish/lto-par.dbg), for perf and gdb
#   -v          show what dotnet says
#   --core      only the program and the plugin: the distributors take a third of the time, and links on one machine need none
#   --managed   for the installed .NET runtime, as where no AOT compiler is to be had
#
# The analyzers of C# take a third of the compiler's time and change nothing of the program: scripts/test.sh runs them. RunAnalyzers=true here too.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

force=0 verbose=0 kind=native symbols=false core=0
for argument in "$@"; do
    case $argument in
        -f) force=1 ;;
        -g) symbols=true ;;
        -v) verbose=1 ;;
        --core) core=1 ;;
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
    echo "$kind $symbols"
    dotnet --version
    find . -mindepth 1 \( -path ./out -o -path ./.git -o -path ./tests -o -path ./scripts -o -path ./samples -o -path ./docs -o -path ./tools \
        -o -name bin -o -name obj \) -prune -o -type f ! -name '*.md' ! -name 'packages*.lock.json' \
        -printf '%P %s %T@\n' | sort
}

# is_current PROGRAM STAMP: whether PROGRAM was made of what is here.
is_current() { ((!force)) && [[ -x $1 && -s $2 && $(<"$2") == "$current" ]]; }

mkdir -p out/bin
exec 8>out/publish.lock
flock 8 # two builds at once would write the same files
current=$(fingerprint | sha256sum)
declare -A stamps=([core]=out/publish.stamp [distributors]=out/distribute.stamp)
parts=()
is_current out/publish/lto-par "${stamps[core]}" || parts+=(core)
((core)) || is_current out/distribute/lto-par-distribute "${stamps[distributors]}" || parts+=(distributors)
((${#parts[@]})) || exit 0

start=$(now_ms)
# shellcheck source=scripts/csharp.sh
source "$repo/scripts/csharp.sh"
export RunAnalyzers=${RunAnalyzers:-false} # MSBuild reads it
# run_dotnet ARGUMENT...: what it says goes to the log, or to the user who asked for it.
run_dotnet() {
    # Build servers outlive this script and must not inherit the lock: 8>&-.
    if ((verbose)); then
        run_csharp "$@" 8>&-
    else
        run_csharp "$@" >>out/publish.log 2>&1 8>&-
    fi
}

# publish_project PROJECT FOLDER OPTION...
publish_project() {
    local project=$1 folder=$2
    shift 2
    rm -rf "$folder"
    run_dotnet publish "$project" -c Release "$@" -o "$folder"
}

has() { [[ " ${parts[*]} " == *" $1 "* ]]; }

# publish KIND: leaves out/publish.new, out/distribute.new and out/distribute-reapi.new, and of a native image out/lib/lto-par.so.
publish() {
    local options=() part
    : >out/publish.log
    case $1 in
        native)
            # One build of a part's images: the AOT compiler uses two processors badly, so the small images are made beside the large one.
            for part in "${parts[@]}"; do
                rm -rf out/published
                run_dotnet publish "scripts/$part.slnf" -c Release "-p:NativeDebugSymbols=$symbols" || return
                "take_$part"
            done
            ;;
        managed)
            options=(-p:NativeImage=false -r linux-x64 --self-contained false)
            if has core; then
                rm -rf out/lib
                # ReadyToRun: a linker starts lto-par once a link, and most of a start is otherwise spent in the JIT.
                publish_project Driver out/publish.new "${options[@]}" -p:PublishReadyToRun=true || return
            fi
            if has distributors; then
                publish_project Distributors out/distribute.new "${options[@]}" && publish_project Distributors.Reapi out/distribute-reapi.new "${options[@]}"
            fi
            ;;
    esac
}

# take_core and take_distributors: puts what was published to where it is installed from.
take_core() {
    take Driver publish.new
    # Moved, not written in place: a linker may have the old one open.
    take Driver.Plugin plugin
    mkdir -p out/lib && mv out/plugin/LtoPar.Plugin.so out/lib/lto-par.so
}
take_distributors() {
    take Distributors distribute.new
    take Distributors.Reapi distribute-reapi.new
}
take() {
    rm -rf "out/$2"
    mv "out/published/$1/release_linux-x64" "out/$2"
}


# A build that fails is not taken for one that was made.
for part in "${parts[@]}"; do
    rm -f "${stamps[$part]}"
done
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

# install_core and install_distributors: what was published is moved into place when it is whole; the old one works until then.
replace() {
    rm -rf "$1"
    mv "$1.new" "$1"
}
install_core() {
    [[ -x out/publish.new/lto-par ]] || die "out/publish.new/lto-par was not made; is the AssemblyName of Driver lto-par?"
    replace out/publish
    local name
    for name in lto-par lto-par-ld lto-par-cc; do
        ln -sfn ../publish/lto-par "out/bin/$name"
    done
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
}
install_distributors() {
    replace out/distribute
    replace out/distribute-reapi
    local name
    for name in '' -local -command -distcc; do
        ln -sfn ../distribute/lto-par-distribute "out/bin/lto-par-distribute$name"
    done
    ln -sfn ../distribute-reapi/lto-par-distribute-reapi out/bin/lto-par-distribute-reapi
}

for part in "${parts[@]}"; do
    "install_$part"
    printf '%s\n' "$current" >"${stamps[$part]}"
done
made=out/bin
! has core || { made=out/bin/lto-par; [[ $kind != native ]] || made+=' and out/lib/lto-par.so'; }
! has distributors || { [[ $made == out/bin ]] && made='the distributors' || made+=', and the distributors'; }
echo "build: $made, $kind ($(seconds_since "$start") s)"
