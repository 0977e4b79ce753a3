# Raw lines of one program and stage: the ratio of lto-par's best run to the serial tools' best, by column, with limits.
# Exit status 1 when one is above its limit. Size has one value; it may differ either way.
{
    for (c = 1; c <= 4; c++) if (!(($3, c) in best) || $(c + 4) < best[$3, c]) best[$3, c] = $(c + 4)
    # The share of a processor that one serial run had: 1 unless others want it too.
    if ($3 == "serial" && $6 / $5 > share) share = $6 / $5
}
END {
    split(limits, given, " ")
    busy = cpus < 2 || share < 0.9
    limit[1] = busy ? given[2] : given[1]
    for (c = 2; c <= 4; c++) limit[c] = given[c + 1]
    split("wall|CPU|memory|code size", name, "|")
    for (c = 1; c <= 4; c++) {
        ratio = best["lto-par", c] / best["serial", c]
        bad = ratio > limit[c] || (c == 4 && ratio < 2 - limit[c])
        if (bad) status = 1
        printf "%s%s %.3f%s", (c > 1 ? ", " : ""), name[c], ratio, (bad ? " (limit " limit[c] ")" : "")
    }
    print (busy ? " (no processor free: wall says little)" : "")
    exit status
}
