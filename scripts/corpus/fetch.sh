# shellcheck shell=bash disable=SC2154
# Fetches Debian source packages without touching the system's apt configuration: deb-src entries derived
# from the machine's own deb entries go into a private source list with private index files, all in $cache/apt.
# Sourced by corpus.sh and demo.sh after lib.sh; works without root.

private_apt() {
    apt-get -q -o Dir::Etc::sourcelist="$cache/apt/deb-src.sources" -o Dir::Etc::sourceparts=- \
        -o Dir::State::lists="$cache/apt/lists" -o Dir::Cache="$cache/apt/cache" \
        -o APT::Sandbox::User=root -o Acquire::Retries=1 \
        -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20 "$@"
}

# The machine's Debian entries (those with a `main` component of this release) as deb-src stanzas.
write_deb_src() {
    local codename files=() file
    codename=$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do
        [[ -r $file ]] && files+=("$file")
    done
    ((${#files[@]})) || return 1
    awk -v codename="$codename" '
        function emit() {
            if (uris != "" && components ~ /(^| )main( |$)/ && known(suites))
                printf "Types: deb-src\nURIs:%s\nSuites:%s\nComponents: main\n%s\n", uris, suites, signed
            uris = suites = components = signed = ""; field = ""; enabled = 1
        }
        function known(list,   n, part, i) {
            n = split(list, part, " ")
            for (i = 1; i <= n; i++)
                if (index(part[i], codename) == 1 || part[i] ~ /^(oldstable|stable|testing|unstable|sid)/) return 1
            return 0
        }
        FNR == 1 { emit(); deb822 = FILENAME ~ /\.sources$/ }
        { sub(/\r$/, "") }
        /^[ \t]*#/ { next }
        !deb822 && $1 == "deb" {
            i = 2
            if ($2 ~ /^\[/) {
                while (i <= NF && $i !~ /\]$/) i++
                i++
                options = $0; sub(/^[^[]*\[/, "", options); sub(/\].*/, "", options)
                n = split(options, option, " ")
                for (k = 1; k <= n; k++)
                    if (option[k] ~ /^signed-by=/) signed = "Signed-By: " substr(option[k], 11) "\n"
            }
            uris = " " $i; suites = " " $(i + 1)
            for (k = i + 2; k <= NF; k++) components = components " " $k
            emit()
        }
        !deb822 { next }
        NF == 0 { if (enabled) emit(); else { uris = ""; emit() }; next }
        /^[ \t]/ { if (field == "signed") signed = signed $0 "\n"; next }
        {
            value = $0; sub(/^[^:]*:/, "", value); name = tolower($0); sub(/:.*/, "", name); field = ""
            if (name == "uris") uris = value
            else if (name == "suites") suites = value
            else if (name == "components") components = value
            else if (name == "enabled" && value ~ /no/) enabled = 0
            else if (name == "types" && value !~ /(^| )deb( |$)/) enabled = 0
            else if (name == "signed-by") { signed = "Signed-By:" value "\n"; field = "signed" }
        }
        END { if (!enabled) uris = ""; emit() }
    ' "${files[@]}" >"$cache/apt/deb-src.sources"
    [[ -s $cache/apt/deb-src.sources ]]
}

# The mirror's other releases, as sources of the same mirror and keys.
newer_releases() {
    awk 'BEGIN { RS = ""; FS = "\n" }
        /Suites: [a-z]+-security/ { next }
        { sub(/\nSuites:[^\n]*/, "\nSuites: stable testing unstable"); print; exit }' "$cache/apt/deb-src.sources"
}

# Sets $wide to the options with which private_apt sees these.
use_newer_releases() {
    wide=(-o Dir::Etc::sourcelist="$cache/apt/wide.sources" -o Dir::State::lists="$cache/apt/wide")
    mkdir -p "$cache/apt/wide/partial"
    newer_releases >"$cache/apt/wide.sources"
    private_apt "${wide[@]}" update
}

# fetch_stable PACKAGE: prints the folder with the upstream source that the stable release has now; like fetch_source, which has been called before.
fetch_stable() {
    local package=$1 target=$cache/src/$1-stable work wide
    (
        flock 9
        [[ -d $target ]] && exit 0
        work=$(mktemp -d "$cache/src/.$package.XXXXXX")
        cd "$work" || exit 1
        use_newer_releases >&2 || exit 1
        private_apt "${wide[@]}" source --download-only --tar-only --only-source "$package/stable" >&2 || exit 1
        mkdir tree
        tar -xf ./*.orig.tar.* -C tree --strip-components=1 || exit 1
        mv tree "$target"
        rm -rf "$work"
    ) 9>"$cache/apt/lock" 2>>"$cache/apt/log" || return 1
    printf '%s\n' "$target"
}

# fetch_source PACKAGE: prints the folder holding the unpacked (and Debian-patched) source, fetching it once.
# Progress and apt's output go to $cache/apt/log; returns 1 when the package cannot be had.
fetch_source() {
    local package=$1 target=$cache/src/$1 work dsc
    if [[ -d $target ]]; then
        printf '%s\n' "$target"
        return
    fi
    mkdir -p "$cache/apt/lists/partial" "$cache/apt/cache/archives/partial" "$cache/src"
    (
        flock 9
        [[ -d $target ]] && exit 0
        if [[ ! -s $cache/apt/updated ]]; then
            write_deb_src || { echo "no Debian entry with component main in the apt sources" >&2; exit 1; }
            private_apt update -o APT::Update::Error-Mode=any >&2 || exit 1
            date >"$cache/apt/updated"
        fi
        work=$(mktemp -d "$cache/src/.$package.XXXXXX")
        cd "$work" || exit 1
        # The index may name a version that has been superseded on the mirror since: refresh it and try again.
        private_apt source --download-only --only-source "$package" >&2 ||
            { private_apt update >&2 && private_apt source --download-only --only-source "$package" >&2; } ||
            exit 1
        dsc=$(echo ./*.dsc)
        dpkg-source --no-check -x "$dsc" tree >&2 || exit 1
        mv tree "$target"
        rm -rf "$work"
    ) 9>"$cache/apt/lock" 2>>"$cache/apt/log" || return 1
    printf '%s\n' "$target"
}
