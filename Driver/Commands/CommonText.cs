using System.Globalization;
using System.Numerics;
using LtoPar.LinkJobs;
using LtoPar.Platform;

namespace LtoPar.Driver.Commands;

/// <summary>Parses the value of --common: SIZE:ALIGNMENT:NAME.</summary>
internal static class CommonText
{
    /// <exception cref="LtoParException">It is not of that form.</exception>
    public static NativeCommon Parse(string text)
    {
        string[] parts = text.Split(':', 3);
        return parts.Length == 3 && parts[2].Length > 0 && Number(parts[0]) is { } size && Number(parts[1]) is { } alignment && BitOperations.IsPow2(alignment)
            ? new NativeCommon(parts[2], size, alignment)
            : throw new LtoParException(null, $"--common={text}: expected SIZE:ALIGNMENT:NAME, both in bytes, the alignment a power of two");
    }

    public static string Of(NativeCommon common) => string.Create(CultureInfo.InvariantCulture, $"{common.Size}:{common.Alignment}:{common.Name}");

    private static uint? Number(string text) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) ? number : null;
}
