namespace LtoPar.Driver.Reporting.Markup;

/// <summary>The style of reports, light and dark as the reader's system is. Colours of text reach a contrast of 4.5 on what is behind them.</summary>
internal static class ReportStyle
{
    public const string Text = """

        :root{--fg:#1b2330;--dim:#566073;--bg:#fff;--panel:#f4f6f9;--line:#d5dbe4;--link:#1a55c4;--focus:#1a55c4;
        --carve:#8a94a6;--optimize:#2f6fde;--emit:#12825a;--hit:#b58a00;--serial:#c23a34;--parallel:#7650b8;--else:#8d6a3b;
        --q0:#cfe3f7;--q1:#9cc6f0;--q2:#ffe08a;--q3:#ffb45c;--q4:#f58574;--tile:#1b2330}
        @media(prefers-color-scheme:dark){:root{--fg:#e6eaf1;--dim:#a3adbd;--bg:#14181f;--panel:#1d232d;--line:#39424f;--link:#8ab4ff;--focus:#8ab4ff;
        --carve:#7d8797;--optimize:#5a93f5;--emit:#2fae7d;--hit:#d9ac1e;--serial:#ef6b64;--parallel:#a58be8;--else:#c39a63;
        --q0:#274a6b;--q1:#32689a;--q2:#7d6410;--q3:#97550f;--q4:#a33c2f;--tile:#fff}}
        *{box-sizing:border-box}
        body{font:15px/1.5 system-ui,sans-serif;color:var(--fg);background:var(--bg);margin:0 auto;padding:16px 20px 60px;max-width:1360px}
        h1{font-size:1.5rem;margin:8px 0;overflow-wrap:anywhere}h2{font-size:1.2rem;margin:36px 0 6px}h3{font-size:1rem;margin:18px 0 4px}
        p{margin:6px 0;max-width:100ch}a{color:var(--link)}
        .skip{position:absolute;left:-9999px}.skip:focus{position:static}
        nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:2px 16px;padding:0;margin:0}
        :focus-visible{outline:3px solid var(--focus);outline-offset:2px}
        main:focus{outline:none}
        .cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(170px,1fr));gap:10px;padding:0;margin:14px 0}
        .cards div{background:var(--panel);border:1px solid var(--line);border-radius:6px;padding:8px 12px}
        .cards dt{color:var(--dim);font-size:.87rem}.cards dd{margin:0;font-size:1.2rem;font-weight:600;overflow-wrap:anywhere}
        .finding{background:var(--panel);border-left:4px solid var(--serial);padding:8px 12px}
        .chart{background:var(--panel);border:1px solid var(--line);border-radius:6px;padding:10px;margin:10px 0}
        .key{display:flex;flex-wrap:wrap;gap:4px 18px;list-style:none;padding:0;margin:6px 0;font-size:.87rem}
        .key svg{width:14px;height:14px;vertical-align:-2px;margin-right:5px}
        .gantt{display:flex}.rows{flex:none;padding-right:8px;font-size:12px;text-align:right;color:var(--dim);max-width:180px;overflow:hidden}
        .rows div{overflow:hidden;white-space:nowrap}
        .scroll{flex:1;min-width:0;overflow-x:auto}.plot{position:relative;width:calc(100%*var(--zoom,1))}.plot svg{display:block;width:100%}
        .axis{position:relative;height:20px;font-size:12px;color:var(--dim)}.axis span{position:absolute;white-space:nowrap;border-left:1px solid var(--line);padding-left:3px}
        .pick{min-height:3em;margin:8px 0 0}.pick b{margin-right:.6em}
        .maps{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(480px,100%),1fr));gap:14px}.maps figure svg,.curve>svg{width:100%;height:auto;display:block}.curve>svg{max-width:900px}
        figure{margin:0}figcaption{font-weight:600;margin:0 0 6px}
        .c{fill:var(--carve)}.o{fill:var(--optimize)}.e{fill:var(--emit)}.h{fill:var(--hit)}.x{fill:var(--else)}
        .s{fill:var(--serial)}.p{fill:var(--parallel)}.lane{fill:var(--line);opacity:.35}
        .q0{fill:var(--q0)}.q1{fill:var(--q1)}.q2{fill:var(--q2)}.q3{fill:var(--q3)}.q4{fill:var(--q4)}
        .maps rect{stroke:var(--panel);stroke-width:1}.maps text{fill:var(--tile);font-size:11px;pointer-events:none}
        .curve text{fill:var(--fg);font-size:12px}.grid{stroke:var(--line)}.wall{fill:none;stroke:var(--optimize);stroke-width:2.5}
        .floor{stroke:var(--serial);stroke-width:2;stroke-dasharray:6 4}.ideal{fill:none;stroke:var(--dim);stroke-width:1.5;stroke-dasharray:2 4}
        .dot{fill:var(--optimize)}.now{fill:var(--emit);stroke:var(--bg);stroke-width:2}
        .on{stroke:var(--fg);stroke-width:2;vector-effect:non-scaling-stroke}
        .wide{overflow-x:auto;margin:8px 0}table{border-collapse:collapse;font-size:.87rem;min-width:40%}
        caption{text-align:left;font-weight:600;padding:4px 0}
        th,td{text-align:left;padding:3px 10px 3px 0;border-bottom:1px solid var(--line);vertical-align:top;font-weight:400;overflow-wrap:anywhere;max-width:52ch}
        thead th{font-weight:600;white-space:nowrap}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        tr.on th,tr.on td{background:var(--panel)}
        th button{font:inherit;font-weight:600;color:var(--link);background:none;border:0;padding:0;cursor:pointer}
        th[aria-sort=ascending] button::after{content:" \2191"}th[aria-sort=descending] button::after{content:" \2193"}
        summary{cursor:pointer;color:var(--link);margin:8px 0}
        label{font-size:.87rem;color:var(--dim)}input[type=range]{vertical-align:middle}
        code{font-size:.93em;overflow-wrap:anywhere}
        .bad{color:var(--serial)}
        @media print{body{max-width:none}.scroll{overflow:visible}}

        """;
}
