using System.Security.Cryptography;
using System.Text;

namespace LtoPar.Driver.Reporting.Markup;

/// <summary>
/// The page around a report: one file that loads nothing. Its policy lets one script run, by its hash, so that no name of a symbol could become one even if it
/// came unescaped.
/// </summary>
internal static class PageFrame
{
    /// <param name="contents">The sections that the page links to: identity and title.</param>
    public static string Write(string title, IReadOnlyList<(string Identity, string Title)> contents, SafeMarkup body)
    {
        Html html = new();
        SafeMarkup hash = new(Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(ReportScript.Text))));
        html.Add($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hash}'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{title}</title>
            <style>{new SafeMarkup(ReportStyle.Text)}</style>
            </head>
            <body>
            <a class="skip" href="#main">Skip to the report</a>
            <header><h1>{title}</h1><nav aria-label="Sections"><ul>

            """);
        foreach ((string identity, string name) in contents)
        {
            html.Add($"<li><a href=\"#{identity}\">{name}</a></li>");
        }

        html.Add($"</ul></nav></header>\n<main id=\"main\" tabindex=\"-1\">\n{body}</main>\n");
        html.Add($"<script>{new SafeMarkup(ReportScript.Text)}</script>\n</body>\n</html>\n");
        return html.ToString();
    }
}
