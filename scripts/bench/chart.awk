# After statistics.awk: the ratios as one HTML page without any other file. A panel a stage and column; a row a program
# and tool; a bar from the tool that all are compared with (1, or 0 % for sizes and run times, which differ little) to the
# median, a whisker from the least to the most of the rounds, and a tick where the bar of bars.txt is.
# Variables: jobs, date, machine.

function escape(s) { gsub(/&/, "\\&amp;", s); gsub(/</, "\\&lt;", s); gsub(/>/, "\\&gt;", s); return s }
function max(a, b) { return a > b ? a : b }
function min(a, b) { return a < b ? a : b }
function is_percent(stage, c) { return column[c] == "text" || (stage == "run" && column[c] != "rss") }
function scale(v, percent) { return percent ? (v - 1) * 100 : v }
function x(v) { return left + (v - low) / (high - low) * (width - left - right) }

# Gridlines at round numbers, about five of them.
function grid(bottom, percent,   step, v, raw_step) {
    raw_step = (high - low) / 5
    for (step = 0.001; step < raw_step; step *= (++grid_count % 3 == 2 ? 2.5 : 2)) ;
    grid_count = 0
    for (v = int(low / step - 1) * step; v <= high + step / 100; v += step) {
        if (v < low - step / 100) continue
        printf "<line x1='%.1f' y1='18' x2='%.1f' y2='%d' class='grid'/>", x(v), x(v), bottom
        printf "<text x='%.1f' y='%d' class='tick'>%s</text>\n", x(v), bottom + 14, sprintf("%g", int(v * 1000 + (v < 0 ? -0.5 : 0.5)) / 1000) (percent ? " %" : "")
    }
}

function draw_row(stage, g, t, c, y, percent,   against, from, to, a, limit, shown) {
    against = base[stage]
    summarize(g, t, c, against)
    from = x(percent ? 0 : min(max(low, 0), high))
    to = x(scale(median, percent))
    shown = percent ? sprintf("%+.2f %%", scale(median, 1)) : sprintf("%.3f", median)
    if (shown ~ /^-0\.00 /) sub(/-/, "+", shown)
    printf "<rect x='%.1f' y='%d' width='%.1f' height='12' class='%s'><title>%s: %s of %s (%s to %s)</title></rect>", min(from, to), y - 10, max(1, to > from ? to - from : from - to),
        t ~ /^lto-par/ ? "ours" : "other", escape(label(t, stage)), shown, escape(label(against, stage)), scale(least, percent), scale(most, percent)
    printf "<path d='M%.1f %d h%.1f m0 -3 v6 M%.1f %d v6' class='whisker'/>", x(scale(least, percent)), y - 4, x(scale(most, percent)) - x(scale(least, percent)), x(scale(least, percent)), y - 7
    printf "<text x='%d' y='%d' class='value'>%s</text>", width - 4, y, shown
    if ((stage, t, against, c) in bar) {
        limit = bar[stage, t, against, c]
        limit = limit ~ /%$/ ? limit + 0 : scale(limit + 0, percent)
        if (limit >= low && limit <= high) printf "<line x1='%.1f' y1='%d' x2='%.1f' y2='%d' class='bar'/>", x(limit), y - 12, x(limit), y + 4
    }
    printf "<text x='%d' y='%d' class='name'>%s</text>\n", left - 8, y, escape(label(t, stage))
}

function panel(stage, c,   g, i, t, y, percent, rows, part, height) {
    percent = is_percent(stage, c)
    low = 0
    high = percent ? 0.5 : 1
    if (percent) low = -0.5
    rows = 0
    for (g = 1; g <= groups; g++) {
        split(group[g], part, " ")
        if (part[2] != stage || !((g, base[stage]) in known)) continue
        rows++
        for (i = 1; i <= tools[g]; i++) {
            t = tool[g, i]
            if (t == base[stage]) continue
            rows++
            summarize(g, t, c, base[stage])
            high = max(high, scale(most, percent))
            low = min(low, scale(least, percent))
        }
    }
    if (!rows) return
    high += (high - low) * 0.03
    if (percent) low -= (high - low) * 0.03
    height = 24 + rows * 20
    printf "<figure><figcaption>%s</figcaption><svg viewBox='0 0 %d %d' width='%d' height='%d' role='img'>\n", column_name(c, stage, percent), width, height + 20, width, height + 20
    grid(height, percent)
    y = 14
    for (g = 1; g <= groups; g++) {
        split(group[g], part, " ")
        if (part[2] != stage || !((g, base[stage]) in known)) continue
        y += 20
        printf "<text x='4' y='%d' class='program'>%s</text>\n", y, part[1]
        for (i = 1; i <= tools[g]; i++) if (tool[g, i] != base[stage]) draw_row(stage, g, tool[g, i], c, y += 20, percent)
    }
    printf "<line x1='%.1f' y1='18' x2='%.1f' y2='%d' class='one'/></svg></figure>\n", x(percent ? 0 : 1), x(percent ? 0 : 1), height
}

function column_name(c, stage, percent,   what) {
    what = column[c] == "wall" ? "wall time" : column[c] == "cpu" ? "CPU time" : column[c] == "rss" ? "peak memory" : "size of .text"
    return what ", " (percent ? "difference from " : "ratio to ") escape(label(base[stage], stage)) (column[c] == "text" ? "" : " (less is better)")
}

END {
    width = 620; left = 150; right = 70
    print "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>lto-par bench " date "</title><style>"
    print "body{font:14px/1.4 system-ui,sans-serif;color:#1c2430;background:#fff;max-width:1280px;margin:24px auto;padding:0 16px}"
    print "section{display:flex;flex-wrap:wrap;gap:8px 20px}figure{margin:0}figcaption{font-weight:600;margin:8px 0 0 4px}h2{margin:24px 0 0}svg{max-width:100%;height:auto}"
    print "text{font-size:12px;fill:#1c2430}.name,.value{text-anchor:end}.program{font-weight:600}.tick{text-anchor:middle;fill:#667}"
    print ".grid{stroke:#e4e8ee}.one{stroke:#1c2430}.ours{fill:#2f6fde}.other{fill:#b4bfcd}.whisker{stroke:#1c2430;fill:none}.bar{stroke:#d1342f;stroke-width:2}"
    print "</style></head><body><h1>lto-par bench</h1>"
    printf "<p>%s; %s. A bar is the median of ratios taken within a round of runs, a whisker their range, a red tick what lto-par is held to. Blue is lto-par.</p>\n", escape(date), escape(machine)
    stages = split("post-ipo codegen link run", stage_name, " ")
    split("Post-IPO stage|Code generation|Whole links|Programs that were linked", stage_title, "|")
    for (s = 1; s <= stages; s++) {
        present = 0
        for (g = 1; g <= groups; g++) { split(group[g], part, " "); if (part[2] == stage_name[s]) present = 1 }
        if (!present) continue
        printf "<h2>%s</h2><section>\n", stage_title[s]
        for (c = 1; c <= columns; c++) if (!(stage_name[s] == "run" && column[c] == "text")) panel(stage_name[s], c)
        print "</section>"
    }
    print "</body></html>"
}
