# scale.sh's lines (functions wall_s cpu_s rss_kb read plan linkage combine carve optimize emit partitions llc_cpu_s, the middle ones in ms) as a table.
# The least of the runs stands for a size: noise only adds. Exit status 1 when CPU time grows faster than the bar.
BEGIN {
    n = split("wall s|CPU s|peak RSS MB|read ms|plan ms|linkage ms|combine ms|carve ms|optimize ms|emit ms|partitions|llc CPU s", title, "|")
    split("1 1 1024 1 1 1 1 1 1 1 1 1", divisor, " ")
}
{
    if (!($1 in seen)) { seen[$1] = 1; size[++sizes] = $1 }
    for (c = 1; c <= n; c++) {
        v = $(c + 1) / divisor[c]
        if (!(($1, c) in least) || v < least[$1, c]) least[$1, c] = v
    }
}
# Of the line through the logarithms, by least squares.
function slope(c,   i, x, y, sx, sy, sxx, sxy, k) {
    for (i = 1; i <= sizes; i++) {
        if (least[size[i], c] <= 0) continue
        x = log(size[i]); y = log(least[size[i], c])
        sx += x; sy += y; sxx += x * x; sxy += x * y; k++
    }
    return k * sxx - sx * sx ? (k * sxy - sx * sy) / (k * sxx - sx * sx) : 0
}
function number(v) { return sprintf(v >= 100 ? "%.0f" : v >= 10 ? "%.1f" : "%.2f", v) }
END {
    printf "\n%s; carve, optimize, emit: summed over workers\n%-14s", what, "functions"
    for (i = 1; i <= sizes; i++) printf " %10d", size[i]
    print (sizes > 1 ? "      slope" : "")
    for (c = 1; c <= n; c++) {
        printf "%-14s", title[c]
        for (i = 1; i <= sizes; i++) printf " %10s", number(least[size[i], c])
        if (sizes > 1) printf " %10.2f", slope(c)
        if (c == 2 && sizes > 1) printf " (bar %s %s)", bar, (slope(c) <= bar ? "ok" : "MISSED")
        print ""
    }
    print "share of the work, in percent"
    for (c = 4; c <= 10; c++) {
        printf "%-14s", "  " substr(title[c], 1, length(title[c]) - 3)
        for (i = 1; i <= sizes; i++) {
            work = 0
            for (k = 4; k <= 10; k++) work += least[size[i], k]
            printf " %10.1f", (work ? 100 * least[size[i], c] / work : 0)
        }
        print ""
    }
    exit sizes > 1 && slope(2) > bar
}
