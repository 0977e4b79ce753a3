using LtoPar.Elf;

namespace LtoPar.Backend.Verification.Objects;

/// <summary>
/// Code that is rightly another when what it calls, or it itself, is visible to other objects: not compared. A function that others can
/// reach starts with a landing pad under branch protection (endbr64, bti c); a call of a function that may be replaced goes through the GOT or
/// not by whether its definition is in the same object (-fno-plt); the medium and large code models reach what is elsewhere by 64-bit offsets.
/// </summary>
internal static class PlacedCode
{
    private const uint GotPcRel = 9;

    /// <summary>R_X86_64_64, PC64, GOTOFF64, GOT64, GOTPCREL64, GOTPC64, PLTOFF64.</summary>
    private static readonly uint[] s_wide = [1, 24, 25, 27, 28, 29, 31];

    private static readonly uint[] s_got = [GotPcRel, 41, 42, 43, 44];

    private static readonly byte[][] s_landingPads =
    [
        [0xf3, 0x0f, 0x1e, 0xfa], // endbr64
        [0xf3, 0x0f, 0x1e, 0xfb], // endbr32
        [0x5f, 0x24, 0x03, 0xd5], // bti c
    ];

    public static bool Differs(Comparison comparison, Definition one, Definition part) =>
        one.Section is { } expected && part.Section is { } found && Differs(comparison, expected, part.Object, found);

    public static bool Differs(Comparison comparison, ElfSection expected, int partition, ElfSection found)
    {
        if (!found.Has(ElfConstants.ShfExecinstr))
        {
            return false;
        }

        if (s_landingPads.Any(pad => found.Bytes.Span.StartsWith(pad) && !expected.Bytes.Span.StartsWith(pad)))
        {
            return true;
        }

        return !Distant(comparison, comparison.One.Objects[0], expected)
            .SequenceEqual(Distant(comparison, comparison.Parts.Objects[partition], found), StringComparer.Ordinal);
    }

    /// <summary>The targets that the code reaches in ways that depend on where they are defined, sorted.</summary>
    private static IEnumerable<string> Distant(Comparison comparison, ElfObject file, ElfSection section) =>
        file.Machine != ElfConstants.EmX8664 ? [] : section.Relocations
            .Where(r => s_wide.Contains(r.Type) || s_got.Contains(r.Type))
            .Select(r => (IsWide: s_wide.Contains(r.Type), Name: comparison.Names.SourceName(file.Symbols[r.Symbol].Name)))
            .Where(r => r.IsWide || comparison.Parts.GlobalNamed(r.Name) is not null)
            .Select(r => r.IsWide ? "" : r.Name)
            .Order(StringComparer.Ordinal);
}
