# After statistics.awk: prints for each group the medians and ranges of each tool, then the ratios that matter, with the
# bars they are held to. Exit status 1 when a bar is missed.

function cell(text) { printf " %22s", text }
function number(v) { return sprintf(v >= 100 ? "%.0f" : v >= 10 ? "%.1f" : "%.2f", v) }
function ratio_text(v, c) { return sprintf(column[c] == "text" ? "%.4f" : "%.3f", v) }

# A line of limits (bar or goal) below a line of ratios; nothing when there are none. Returns whether all hold.
function print_limits(name, limits, stage, t, against,   c, any, all, good) {
    all = 1
    for (c = 1; c <= columns; c++) if ((stage, t, against, c) in limits) any = 1
    if (!any) return 1
    printf "  %-30s", "  " name
    for (c = 1; c <= columns; c++) {
        if (!((stage, t, against, c) in limits)) { cell("-"); continue }
        good = holds(ratio[c], limits[stage, t, against, c])
        if (!good) all = 0
        cell(limit_text(limits[stage, t, against, c]) (good ? " ok" : " MISSED"))
    }
    print ""
    return all
}

function print_ratios(g, stage, t, against,   c) {
    if (!((g, against) in known)) return
    printf "  %-30s", "to " label(against, stage)
    for (c = 1; c <= columns; c++) {
        summarize(g, t, c, against)
        ratio[c] = median
        cell(ratio_text(median, c) (column[c] == "text" ? "" : " (" ratio_text(least, c) "-" ratio_text(most, c) ")"))
    }
    print ""
    if (!print_limits("bar", bar, stage, t, against)) status = 1
    print_limits("goal", goal, stage, t, against)
}

END {
    status = 0
    for (g = 1; g <= groups; g++) {
        split(group[g], part, " ")
        stage = part[2]
        title = stage == "link" ? "the link" : stage == "run" ? "the program that was linked" : stage " stage"
        printf "\n%s, %s, %d round%s: median (range), and ratios within a round\n%-32s", part[1], title, runs[g], runs[g] == 1 ? "" : "s", ""
        for (c = 1; c <= columns; c++) cell(column_title[c])
        print ""
        for (i = 1; i <= tools[g]; i++) {
            t = tool[g, i]
            printf "%-32s", label(t, stage)
            for (c = 1; c <= columns; c++) {
                summarize(g, t, c, "")
                cell(number(median) (column[c] == "text" ? "" : " (" number(least) "-" number(most) ")"))
            }
            print ""
            if (t != base[stage]) print_ratios(g, stage, t, base[stage])
            for (a = 1; a <= againsts[stage, t]; a++)
                if (against_list[stage, t, a] != base[stage]) print_ratios(g, stage, t, against_list[stage, t, a])
        }
    }
    exit status
}
