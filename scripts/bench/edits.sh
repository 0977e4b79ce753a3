# shellcheck shell=bash disable=SC2154,SC2164,SC2034  # sourced by bench.sh, which has set errexit
# The bench of edits: one function of a real program is edited, its file is compiled, and the program is linked with a cache that has the build before.
# Of each edit: partitions that had to be compiled (tools/Bench, Edits/CanonicalProgram.cs, says from opt's text which), those that were, and for the
# first edits of each kind the time of the link against one without a cache, and of what no cache of objects removes: a link of which all objects hit; of an
# unchanged link; and the same of the stage post-ipo alone.
#
# To look into one edit: LTO_PAR_BENCH_KINDS and LTO_PAR_BENCH_SEED choose it, and with LTO_PAR_BENCH_KEEP=1 the folder stays (before/ and after/ are the
# partitions' texts).

read -ra edit_kinds <<<"${LTO_PAR_BENCH_KINDS:-constant text function rename line field}"

# compile_file FILE: FILE, relative to $tree, to bitcode in $built
compile_file() {
    (cd "$tree" && "$llvm_bin/$compiler" -flto -O2 ${debug:+"$debug"} "${cflags[@]}" -w -fPIE -ffile-prefix-map="$tree=/src/$program" \
        -c "$1" -o "$built/$1.o") 2>"$work/stderr"
}

# link_edited PLUGIN-OPTION...: what was compiled, by mold, to $work/edited; false where it does not link
link_edited() {
    local files
    mapfile -t files < <(sed "s|^|$built/|; s|\$|.o|" "$work/units")
    "$llvm_bin/$compiler" -flto -B"$repo/out/libexec/lto-par" -fuse-ld=mold -Wl,--no-fork -O2 -pie "${files[@]}" "${libs[@]}" -o "$work/edited" \
        -Wl,-plugin-opt=-j"$jobs" "${@/#/-Wl,-plugin-opt=}" "${options[@]/#/-Wl,-plugin-opt=}" 2>"$work/stderr"
}

not_linked() {
    cat "$work/stderr" >&2
    die "$program could not be linked"
}

# Seconds that a link takes.
time_link() {
    local start
    start=$(now_ms)
    link_edited "$@" || not_linked
    seconds_since "$start"
}

# show_partitions DIRECTORY [BEFORE]: links with the cache (false where it does not link), and leaves in DIRECTORY what was compiled as text, and the
# statistics. Of the same bytes as a partition in BEFORE, the text is that one's. Values get names, since partitions have types that are told by numbers as
# values are.
show_partitions() {
    local file text same
    local -A before=()
    rm -rf "$1" "$work"/edited.*
    mkdir "$1"
    link_edited "cache-dir=$work/cache" "--save-temps=carved" "--stats-json=$1/stats.json" || return 1
    if [[ -n ${2-} ]]; then
        while read -r same file; do before[$same]=$file; done <"$2/sums"
    fi
    (cd "$work" && sha256sum edited.*.bc) | while read -r same file; do
        text=$1/${file%.bc}.ll
        printf '%s %s\n' "$same" "$text" >>"$1/sums"
        if [[ -n ${before[$same]-} ]]; then
            ln "${before[$same]}" "$text"
        else
            printf '%s\n%s\n' "$work/$file" "$text"
        fi
    done | xargs -r -P "$jobs" -n 2 bash -c '"$0" -S -passes=instnamer "$1" -o "$2"' "$llvm_bin/opt"
    rm -f "$work"/edited.*
}

# stage_input FILE: the program as the stage post-ipo gets it, to FILE
stage_input() {
    rm -f "$work"/edited.*
    link_edited "--save-temps=ipo" "--stop-after=ipo" >/dev/null || not_linked
    mv "$work"/edited.*.bc "$1"
}

# time_stage BITCODE OPTION...: seconds of the stage post-ipo alone
time_stage() {
    local start
    start=$(now_ms)
    "$lto_par" "$1" -O2 -fPIC --final-link -j "$jobs" -o "$work/stage.o" "${@:2}" "${options[@]}" || die "$1 could not be compiled"
    seconds_since "$start"
}

# time_stages: the stage post-ipo of the edited program, with a cache that has the build before: COLD WARM UNCHANGED FLOOR. FLOOR is what a cache of objects
# leaves, reading and carving: all objects are there, and that the run is asked for statistics makes it go the whole way.
time_stages() {
    local cold warm
    stage_input "$work/after.bc"
    cold=$(unset LTO_PAR_CACHE_DIR; time_stage "$work/after.bc")
    rm -rf "$work/stage.cache"
    cp -r "$work/stage.cache.before" "$work/stage.cache"
    warm=$(time_stage "$work/after.bc" "--cache-dir=$work/stage.cache")
    printf '%s %s %s %s\n' "$cold" "$warm" "$(time_stage "$work/after.bc" "--cache-dir=$work/stage.cache")" \
        "$(time_stage "$work/after.bc" "--cache-dir=$work/stage.cache" "--stats-json=$work/stage.json")"
}

fresh_cache() {
    rm -rf "$work/cache"
    cp -r "$work/cache.before" "$work/cache"
}

# The changes that people have made to $program, a patch each, in $work/hunks: those between its release here and the stable one, and Debian's own patches
# in reverse, since the source has them.
make_hunks() {
    local newer
    newer=$(fetch_stable "$package") || die "could not fetch a newer source of $program"
    rm -rf "$work/hunks"
    # Names as in a diff of two folders; sqlite's sources are in one file here, of which patch finds the place.
    (cd "$cache/src" && LC_ALL=C diff -urp "$package" "$package-stable" --exclude='*test*' --exclude='win*' --exclude=debian || true) |
        grep -v '^Only in' >"$work/newer.diff"
    "$bench" hunks "$work/newer.diff" "$work/hunks" --reversed no
    find "$cache/src/$package/debian/patches" -name '*.patch' -exec cat {} + >"$work/debian.diff" 2>/dev/null || true
    "$bench" hunks "$work/debian.diff" "$work/hunks" --reversed yes
    hunks=("$work"/hunks/*.patch)
}

# apply_hunk PATCH: prints the file that it changed, and the function
apply_hunk() {
    local file target
    file=$(sed -n '2s|^+++ b/||p' "$1")
    [[ $file == *.[ch] || $file == *.cc ]] || return 1
    for target in "$file" $(<"$work/units"); do
        if [[ -f $tree/$target && ($target == "$file" || ! -f $tree/$file) ]] &&
            patch -s -F 2 -r - --no-backup-if-mismatch "$tree/$target" "$1" >"$work/patch.log" 2>&1; then
            printf '%s\t%s\n' "$target" "$(sed -n '3s/^@@[^@]*@@ *//p' "$1" | tr '\t' ' ')"
            return
        fi
        [[ ! -f $tree/$target ]] || cp "$original/$target" "$tree/$target"
    done
    return 1
}

# edit_once KIND SEED TIMED: false where nothing could be edited so that it compiles
edit_once() {
    local kind=$1 seed=$2 timed=$3 file what verdict cold=- warm=- floor=- same=- stage='- - - -' made
    # An edit of a header compiles every file again: only structures are looked for there.
    local places=("${sources[@]}")
    [[ $kind == field ]] && places+=("${headers[@]}")
    if [[ $kind == real ]]; then
        made=$(apply_hunk "${hunks[seed - 1]}") || return 1
    else
        made=$(cd "$tree" && "$bench" edit --kind "$kind" --seed "$seed" "${places[@]}" 2>"$work/stderr") || return 1
    fi
    IFS=$'\t' read -r file what <<<"$made"
    if [[ $file == *.h ]]; then
        build_tree || { restore "$file"; return 1; }
    elif ! grep -qxF "$file" "$work/units" || ! compile_file "$file" || cmp -s "$built/$file.o" "$built.before/$file.o"; then
        restore "$file"
        return 1
    fi
    fresh_cache
    # A change that somebody made together with others need not link alone.
    if ! show_partitions "$work/after" "$work/before"; then
        [[ $kind == real ]] || not_linked
        restore "$file"
        return 1
    fi
    verdict=$("$bench" verdict "$work/before" "$work/after" --stats "$work/after/stats.json")
    if ((timed)); then
        cold=$(unset LTO_PAR_CACHE_DIR; time_link)
        fresh_cache
        warm=$(time_link "cache-dir=$work/cache")
        # All objects are there now; that the run is asked for statistics makes it go the whole way.
        floor=$(time_link "cache-dir=$work/cache" "--stats-json=$work/floor.json")
        same=$(time_link "cache-dir=$work/cache")
        ((!has_stage)) || stage=$(time_stages)
    fi
    set -- $verdict
    printf '%s\n' "$program$debug $kind $1 $2 $3 $4 $5 $cold $warm $floor $same $stage" >>"$raw"
    printf '%-8s %-8s %5s  %3s of %3s had to, %3s were  %s%s\n' "$program" "$kind" "$seed" "$2" "$1" "$3" "$file: $what" "${6/#/  }"
    restore "$file"
}

restore() {
    cp "$original/$1" "$tree/$1"
    rm -rf "$built"
    cp -r "$built.before" "$built"
}

build_tree() {
    local file failed=0
    export tree built compiler program debug work llvm_bin
    mkdir -p "$built"
    sed 's|[^/]*$||' "$work/units" | sort -u | sed "s|^|$built/|" | xargs mkdir -p
    while read -r file; do
        while (($(jobs -rp | wc -l) >= jobs)); do wait -n || failed=1; done
        compile_file "$file" &
    done <"$work/units"
    while [[ -n $(jobs -rp) ]]; do wait -n || failed=1; done
    return "$failed"
}

bench_edits() {
    local kinds hunks=() has_stage=1 seed done_ at futile tree built original sources headers
    # shellcheck source=scripts/corpus/fetch.sh
    source "$repo/scripts/corpus/fetch.sh"
    # shellcheck source=scripts/corpus/steps.sh
    source "$repo/scripts/corpus/steps.sh"
    trap '[[ -n ${LTO_PAR_BENCH_KEEP-} ]] || rm -rf "$work"' EXIT
    need "$lto_par" "$llvm_bin/clang" "$llvm_bin/opt" mold patch
    # With IPO in the partitions there is no program between IPO and the stage post-ipo.
    [[ " ${options[*]} " != *' --ipo=parallel '* ]] || has_stage=0
    for program in "${names[@]}"; do
        read_recipe "$program"
        find_source
        [[ -n $source ]] || die "could not fetch the source of $program"
        original=$source tree=$work/tree built=$work/built
        rm -rf "$tree" "$built" "$built.before" "$work/cache.before"
        cp -r "$source" "$tree"
        (cd "$source" && units | sort) >"$work/units"
        mapfile -t sources <"$work/units"
        mapfile -t headers < <(cd "$source" && sed 's|[^/]*$||; s|^$|.|' "$work/units" | sort -u | xargs -I '{}' find '{}' -maxdepth 1 -name '*.h' | sort)
        build_tree || die "$program does not compile"
        cp -r "$built" "$built.before"
        mkdir -p "$work/cache"
        rm -rf "$work/cache"
        show_partitions "$work/before" || not_linked
        cp -r "$work/cache" "$work/cache.before"
        if ((runs && has_stage)); then
            stage_input "$work/before.bc"
            rm -rf "$work/stage.cache.before"
            time_stage "$work/before.bc" "--cache-dir=$work/stage.cache.before" >/dev/null
        fi
        # Without debug information a line more is the same bitcode.
        kinds=("${edit_kinds[@]}")
        [[ -n $debug ]] || kinds=("${kinds[@]/line/}")
        read -ra kinds <<<"${kinds[*]}"
        if ((real)); then
            make_hunks
            kinds=(real)
        fi
        # A kind of which twelve seeds in a row give no edit that compiles to something else is left out: ninja has no static function to rename.
        for ((seed = ${LTO_PAR_BENCH_SEED:-1}, done_ = 0, at = 0, futile = 0; done_ < edits && ${#kinds[@]} > 0 && (!real || seed <= ${#hunks[@]}); seed++)); do
            ((at < ${#kinds[@]})) || at=0
            if edit_once "${kinds[at]}" "$seed" "$((done_ < runs * ${#kinds[@]}))"; then
                done_=$((done_ + 1)) at=$((at + 1)) futile=0
            elif ((!real && ++futile == 12)); then
                echo "bench: note: $program has nothing to edit of kind ${kinds[at]}" >&2
                unset "kinds[at]"
                kinds=("${kinds[@]}")
                futile=0
            fi
        done
    done
    "$bench" edits "$raw"
}
