using System.Globalization;

namespace LtoPar.Platform.Native;

/// <summary>Tells how busy the machine is.</summary>
public static class HostLoad
{
    /// <summary>Processes that ran or wanted to, on average over the last minute; null when the system does not tell.</summary>
    public static double? OfLastMinute() => Parse("/proc/loadavg");

    internal static double? Parse(string file)
    {
        try
        {
            return double.TryParse(File.ReadAllText(file).Split(' ')[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double load)
                ? load
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
