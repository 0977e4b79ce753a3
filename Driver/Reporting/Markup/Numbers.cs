using System.Globalization;

namespace LtoPar.Driver.Reporting.Markup;

/// <summary>Numbers as reports spell them: a point, no separators, so that they can be searched for and pasted.</summary>
internal static class Numbers
{
    public static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Whole(ulong number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>"12.3".</summary>
    public static string Tenths(double number) => number.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>"1.23".</summary>
    public static string Hundredths(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>"12 %".</summary>
    public static string Percent(double share) => (share * 100).ToString("0", CultureInfo.InvariantCulture) + " %";

    /// <summary>"3.21 s", "321 ms".</summary>
    public static string Time(double milliseconds) =>
        milliseconds >= 1000 ? Hundredths(milliseconds / 1000) + " s" : milliseconds >= 10 ? Whole((long)Math.Round(milliseconds)) + " ms"
        : Tenths(milliseconds) + " ms";

    /// <summary>"12.3 MiB", "12 KiB", "12 bytes".</summary>
    public static string Size(long bytes) =>
        Math.Abs(bytes) >= 1 << 20 ? Tenths(bytes / 1048576.0) + " MiB" : Math.Abs(bytes) >= 1024 ? Tenths(bytes / 1024.0) + " KiB" : Whole(bytes) + " bytes";

    /// <summary>"+12.3", "-4.0", "0.0".</summary>
    public static string Signed(double number)
    {
        string text = Tenths(number);
        return text is "0.0" or "-0.0" ? "0.0" : number > 0 ? "+" + text : text;
    }
}
