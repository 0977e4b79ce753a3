# Reads bars.txt and then raw lines (program stage tool run wall_s cpu_s rss_kb text_bytes), for table.awk and chart.awk.
#
#   group[1..groups]              "program stage", in order of appearance
#   tool[g, 1..tools[g]]          the tools of a group
#   bar[stage, tool, against, c], goal[...]    as in bars.txt; against_list[stage, tool, 1..againsts[stage, tool]]

BEGIN {
    columns = split("wall cpu rss text", column, " ")
    for (c = 1; c <= columns; c++) column_number[column[c]] = c
    split("wall s|CPU s|peak RSS MB|.text kB", column_title, "|")
    split("1 1 1024 1000", divisor, " ")
    # What the others of a stage are compared with.
    base["codegen"] = base["post-ipo"] = base["codegen-g"] = base["post-ipo-g"] = "serial"
    base["link"] = base["run"] = "lld"
}
FILENAME ~ /bars\.txt$/ {
    if (/^#/ || !NF) next
    c = column_number[$4]
    bar[$1, $2, $3, c] = $5
    goal[$1, $2, $3, c] = $6
    if (!(($1, $2, $3) in listed)) {
        listed[$1, $2, $3] = 1
        against_list[$1, $2, ++againsts[$1, $2]] = $3
    }
    next
}
{
    name = $1 " " $2
    if (!(name in group_number)) { group_number[name] = ++groups; group[groups] = name }
    g = group_number[name]
    if (!((g, $3) in known)) { known[g, $3] = 1; tool[g, ++tools[g]] = $3 }
    if ($4 > runs[g]) runs[g] = $4
    for (c = 1; c <= columns; c++) value[g, $3, c, $4] = $(c + 4) / divisor[c]
}

# Sets median, least, most and n to those of a column; of its ratios to another tool's when there is one, run by run.
function summarize(g, t, c, against,   r, i, v, sorted) {
    n = 0
    for (r = 1; r <= runs[g]; r++) {
        if (!((g, t, c, r) in value)) continue
        v = value[g, t, c, r]
        if (against != "") {
            if (!value[g, against, c, r]) continue
            v /= value[g, against, c, r]
        }
        for (i = n++; i > 0 && sorted[i] > v; i--) sorted[i + 1] = sorted[i]
        sorted[i + 1] = v
    }
    least = sorted[1]
    most = sorted[n]
    median = n % 2 ? sorted[(n + 1) / 2] : (sorted[n / 2] + sorted[n / 2 + 1]) / 2
}

function holds(ratio, limit) {
    return limit ~ /%$/ ? (ratio >= 1 - limit / 100 && ratio <= 1 + limit / 100) : ratio <= limit + 0
}

function limit_text(limit) {
    return limit ~ /%$/ ? "within " (limit + 0) " %" : "<= " limit
}

# What people call a tool.
function label(t, stage) {
    if (t == "lto-par") return "lto-par -j " jobs
    if (t == "serial") return stage ~ /^codegen/ ? "llc" : "opt + llc"
    if (t == "llvm-split") return "llvm-split -j" jobs
    if (t == "lld-partitions") return "lld, " jobs " partitions"
    if (t == "lld") return "lld, one partition"
    if (t == "thin") return "ThinLTO, " jobs " jobs"
    if (t == "lto-par-lld") return "lto-par, lld"
    if (t == "lto-par-bfd") return "lto-par, GNU ld"
    if (t == "lto-par-gold") return "lto-par, gold"
    if (t == "lto-par-mold") return "lto-par, mold"
    if (t == "llvmgold") return "GNU ld + LLVMgold"
    if (t == "gcc") return "GCC -flto=" jobs
    return t
}
