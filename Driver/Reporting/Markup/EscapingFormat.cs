using System.Globalization;
using System.Net;

namespace LtoPar.Driver.Reporting.Markup;

/// <summary>
/// Formats what stands between the braces of interpolated markup. Everything is escaped but what says that it is markup: who forgets to think about it gets
/// the safe way. Escaped text fits between tags and in attributes with either kind of quotes.
/// </summary>
internal sealed class EscapingFormat : IFormatProvider, ICustomFormatter
{
    public static EscapingFormat Instance { get; } = new();

    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

    public string Format(string? format, object? arg, IFormatProvider? formatProvider) => arg switch
    {
        null => "",
        SafeMarkup markup => markup.Text,
        IFormattable value => Escape(value.ToString(format, CultureInfo.InvariantCulture)),
        _ => Escape(arg.ToString() ?? ""),
    };

    public static string Escape(string text) => WebUtility.HtmlEncode(VisibleText.Of(text));
}
