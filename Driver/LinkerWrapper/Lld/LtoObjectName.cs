using System.Globalization;

namespace LtoPar.Driver.LinkerWrapper.Lld;

/// <summary>Spells the names that ld.lld gives the objects of its own LTO: OUT.lto.o, OUT.lto.1.o, ... for its partitions.</summary>
internal static class LtoObjectName
{
    /// <param name="output">The linker's.</param>
    /// <param name="partition">Its number from 0 on.</param>
    public static string Of(string output, int partition) =>
        partition == 0 ? $"{output}.lto.o" : string.Create(CultureInfo.InvariantCulture, $"{output}.lto.{partition}.o");
}
