# shellcheck shell=bash disable=SC2154
# GNU ld's tests of LTO, ld-plugin/lto.exp, under dejagnu with clang for gcc: with LLVM's plugin, and what passes with lto-par's, at two cuts.
# It is one script whose tests build on one another, so a slice is a run at one cut.

suite_run() {
    local cut cuts=(max)
    need runtest
    ((full)) && cuts=(default max)
    deja_run plain "$(dirname "$llvm_bin")/lib/LLVMgold.so" "$(command -v ld.bfd)" "" &
    for cut in "${cuts[@]}"; do
        deja_run "$cut" "$plugin" "$linkers/ld" "$([[ $cut == default ]] || echo -Wl,-plugin-opt=--partition=max)" &
    done
    wait
    awk -v cuts="${cuts[*]}" '
        FILENAME ~ /plain.seen$/ { if ($1 == "PASS") passes[$2] = 1; else if ($1 == "FAIL") fails[$2] = 1; next }
        { label = FILENAME; gsub(/.*\/|\.seen$/, "", label); ours[label, $2] = $1 }
        END {
            n = split(cuts, cut, " ")
            for (name in passes)
                for (i = 1; i <= n; i++) {
                    result = ours[cut[i], name]
                    print (result == "PASS" ? "right " : "wrong ") name ":" cut[i] (result == "PASS" ? "" : " see out/suites/binutils/" cut[i] "/ld.log")
                }
            for (name in fails) print "left " name " fails with the plugin of LLVM"
        }' "$work/plain.seen" $(printf -- "$work/%s.seen " "${cuts[@]}") >"$work/results"
}

# deja_run LABEL PLUGIN LINKER OPTIONS: results go to $work/LABEL.seen, `PASS NAME` a line.
deja_run() {
    local folder=$work/$1 tool
    mkdir -p "$folder/bin"
    for tool in clang clang++; do
        # dejagnu asks the compiler for gcc's plugin, which ar and nm are then given. A linker without a plugin knows no -plugin-opt.
        cat >"$folder/bin/$tool" <<END
#!/bin/bash
case " \$* " in
    *" --print-prog-name liblto_plugin.so "*) echo "$2"; exit ;;
    *" -flto"*) set -- $4 "\$@" ;;
esac
exec "$llvm_bin/$tool" -Wno-unused-command-line-argument "\$@"
END
        chmod +x "$folder/bin/$tool"
    done
    ln -s "$3" "$folder/bin/ld"
    {
        printf 'set %s x86_64-pc-linux-gnu\n' {host,target,build}_{triplet,alias}
        printf 'set %s\n' "tool ld" "base_dir $folder" "srcdir $sources/ld/testsuite" "enable_shared yes" "experimental false" "ld_testsuite_bindir $folder/bin" \
            "CC_FOR_TARGET $folder/bin/clang" "CC $folder/bin/clang" "CXX_FOR_TARGET $folder/bin/clang++" "CFLAGS_FOR_TARGET -O2" "CXXFLAGS_FOR_TARGET -O2"
        # With clang, the tests say -fuse-ld=$ld themselves.
        printf 'set %s %s\n' ld "$folder/bin/ld" LD "$folder/bin/ld"
        for tool in as nm objdump objcopy ar ranlib strip readelf size; do
            printf 'set %s %s\n' "$tool" "$(command -v "$tool")" "${tool^^}" "$(command -v "$tool")"
        done
    } >"$folder/site.exp"
    (cd "$folder" && timeout 600 runtest --tool ld --srcdir "$sources/ld/testsuite" lto.exp >run.log 2>&1 </dev/null) || true
    sed -nE 's/^(PASS|FAIL|UNRESOLVED|UNTESTED): (.*)/\1 \2/p' "$folder/ld.sum" | awk '{ result = $1; sub(/^[A-Z]+ /, ""); gsub(/[^A-Za-z0-9().+-]+/, "_"); n = ++seen[$0]
        print result, $0 (n > 1 ? "#" n : "") }' >"$work/$1.seen"
    [[ -s $work/$1.seen ]] || { tail -n 20 "$folder/run.log" >&2; die "dejagnu ran nothing"; }
}
