using System.Globalization;

namespace LtoPar.Bench.Reports;

/// <summary>Numbers as the reports write them.</summary>
internal static class Numbers
{
    public static string Fixed(double value, int digits) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);

    /// <summary>Writes about three digits: 0.12, 12.3, 123.</summary>
    public static string Short(double value) => Fixed(value, value >= 100 ? 0 : value >= 10 ? 1 : 2);

    /// <summary>Writes at most six digits, without zeros at the end.</summary>
    public static string General(double value) => (value + 0.0).ToString("g6", CultureInfo.InvariantCulture);

    /// <summary>Writes a sign always, and no "-0.00".</summary>
    public static string Signed(double value)
    {
        string text = Fixed(value, 2);
        return text == "-0.00" ? "+0.00" : text[0] == '-' ? text : $"+{text}";
    }
}
