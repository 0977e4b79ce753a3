# Turns bench.sh's raw lines (program stage tool run wall_s cpu_s rss_kb text_bytes) into a table: for each tool the median
# and the range, and its median ratio to the serial tools, taken pair by pair. Exit status 1 when lto-par misses a bar.

BEGIN {
    split("wall s|CPU s|peak RSS MB|.text kB", title, "|")
    split("1 1 1024 1000", divisor, " ")
    # Highest ratio allowed, by column; .text may differ this much either way.
    bar[1] = 0.56; bar[2] = 1.10; bar[3] = 1.10; text_tolerance = 0.005
}
{
    group = $1 " " $2
    if (!(group in seen)) { seen[group] = 1; groups[++group_count] = group }
    if (!((group, $3) in known)) { known[group, $3] = 1; tools[group, ++tool_count[group]] = $3 }
    if ($4 > runs) runs = $4
    for (c = 1; c <= 4; c++) value[group, $3, c, $4] = $(c + 4) / divisor[c]
}
# Fills sorted[] with the values of a column, or with their ratios to the serial ones; n is how many.
function collect(group, tool, c, ratio,   r, i, v) {
    n = 0
    for (r = 1; r <= runs; r++) {
        if (!((group, tool, c, r) in value)) continue
        v = value[group, tool, c, r]
        if (ratio) v = value[group, "serial", c, r] ? v / value[group, "serial", c, r] : 0
        for (i = n++; i > 0 && sorted[i] > v; i--) sorted[i + 1] = sorted[i]
        sorted[i + 1] = v
    }
}
function median() { return n % 2 ? sorted[(n + 1) / 2] : (sorted[n / 2] + sorted[n / 2 + 1]) / 2 }
function number(v) { return sprintf(v >= 100 ? "%.0f" : v >= 10 ? "%.1f" : "%.2f", v) }
function label(tool, stage) {
    if (tool == "lto-par") return "lto-par -j " jobs
    if (tool == "serial") return stage == "codegen" ? "llc" : "opt + llc"
    if (tool == "llvm-split") return "llvm-split -j" jobs
    return "lld, " jobs " partitions"
}
END {
    status = 0
    for (g = 1; g <= group_count; g++) {
        split(groups[g], part, " ")
        printf "\n%s, %s stage, %d runs\n%-24s", part[1], part[2], runs, ""
        for (c = 1; c <= 4; c++) printf " %20s", title[c]
        print ""
        for (t = 1; t <= tool_count[groups[g]]; t++) {
            tool = tools[groups[g], t]
            printf "%-24s", label(tool, part[2])
            for (c = 1; c <= 4; c++) {
                collect(groups[g], tool, c, 0)
                printf " %20s", number(median()) " (" number(sorted[1]) "-" number(sorted[n]) ")"
            }
            print ""
            if (tool == "serial") continue
            printf "%-24s", "  ratio of pairs"
            for (c = 1; c <= 4; c++) {
                collect(groups[g], tool, c, 1)
                ratio[c] = median()
                printf " %20s", sprintf(c == 4 ? "%.4f" : "%.3f", ratio[c])
            }
            print ""
            if (tool != "lto-par") continue
            printf "%-24s", "  bar"
            for (c = 1; c <= 4; c++) {
                good = c == 4 ? (ratio[4] >= 1 - text_tolerance && ratio[4] <= 1 + text_tolerance) : ratio[c] <= bar[c]
                if (!good) status = 1
                printf " %20s", (c == 4 ? "within " text_tolerance * 100 " %" : sprintf("<= %.2f", bar[c])) (good ? " ok" : " MISSED")
            }
            print ""
        }
    }
    exit status
}
