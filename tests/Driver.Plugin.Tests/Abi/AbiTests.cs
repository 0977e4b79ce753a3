using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LtoPar.Plugin.Abi;

namespace LtoPar.Plugin.Tests.Abi;

/// <summary>The layouts of binutils' include/plugin-api.h on a 64-bit little-endian machine.</summary>
public sealed class AbiTests
{
    [Fact]
    public void Structures_have_the_layout_of_the_header()
    {
        Assert.Equal(16, Unsafe.SizeOf<LinkerValue>());
        Assert.Equal(40, Unsafe.SizeOf<LinkerInputFile>());
        Assert.Equal(48, Unsafe.SizeOf<LinkerSymbol>());
        Assert.Equal([8, 16, 24, 32], new[] { "Descriptor", "Offset", "Size", "Handle" }.Select(Offset<LinkerInputFile>));
        Assert.Equal(
            [8, 16, 17, 18, 19, 20, 24, 32, 40],
            new[] { "Version", "Kind", "Type", "SectionKind", "Unused", "Visibility", "Size", "ComdatKey", "Resolution" }.Select(Offset<LinkerSymbol>));
    }

    private static int Offset<T>(string field) => (int)Marshal.OffsetOf<T>(field);
}
