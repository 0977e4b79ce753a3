using System.Buffers.Binary;
using System.Globalization;
using LtoPar.Backend.Verification.Objects;
using LtoPar.Elf;

namespace LtoPar.Backend.Verification.Changes;

/// <summary>Names places in an object so that the same place has the same name in another one that was made of almost the same source.</summary>
internal sealed class PlaceNames(ElfObject file)
{
    /// <summary>Of what has no end that the object tells: jump tables, constants that are not mergeable.</summary>
    private const ulong LongestValue = 64;

    /// <summary>What counts from the end of its field is this far before what it means.</summary>
    private const ulong FieldBytes = 4;

    private readonly ILookup<int, ElfSymbol> _symbols = file.Symbols.Where(s => s.IsNamed && s.Section > 0).ToLookup(s => s.Section);

    /// <summary>A symbol's name with the addend; the value of what has no name but a number of the compiler's.</summary>
    public string TargetOf(ElfRelocation relocation)
    {
        ElfSymbol symbol = file.Symbols[relocation.Symbol];
        if (file.SectionOf(symbol) is not { } section || (symbol.IsNamed && !SymbolContents.IsLabel(symbol)))
        {
            return With(symbol.Name, relocation.Addend);
        }

        if (symbol.IsNamed)
        {
            return With(ValueAt(section, symbol.Value), relocation.Addend);
        }

        ulong at = symbol.Value + (ulong)relocation.Addend;
        return section.Has(ElfConstants.ShfMerge)
            ? ValueAt(section, at)
            : Covering(section, at) ?? Covering(section, at + FieldBytes) ?? With(section.Name, relocation.Addend);
    }

    /// <summary>The symbol to which a displacement in a section's code leads.</summary>
    /// <param name="start">The offset of the code in the section.</param>
    /// <param name="field">The offset of the displacement in the code.</param>
    public string? SymbolAt(ElfSection section, ulong start, ReadOnlySpan<byte> code, int field)
    {
        ulong end = start + (ulong)field + FieldBytes;
        ulong target = end + (ulong)BinaryPrimitives.ReadInt32LittleEndian(code[field..]);
        return _symbols[section.Index].FirstOrDefault(s => s.Value == target)?.Name;
    }

    private string? Covering(ElfSection section, ulong at) =>
        _symbols[section.Index].FirstOrDefault(s => at >= s.Value && at - s.Value < s.Size && !SymbolContents.IsLabel(s)) is { } symbol
            ? With(symbol.Name, (long)(at - symbol.Value))
            : null;

    /// <summary>A string up to its end, another mergeable constant, or what there is up to the next symbol.</summary>
    private string ValueAt(ElfSection section, ulong at)
    {
        if (at >= (ulong)section.Bytes.Length)
        {
            return section.Name;
        }

        if (section.Has(ElfConstants.ShfMerge))
        {
            return Convert.ToHexStringLower(MergeableConstant.At(section, at));
        }

        ReadOnlySpan<byte> bytes = section.Bytes.Span[(int)at..];
        ulong length = _symbols[section.Index].Where(s => s.Value > at).Select(s => s.Value - at).Append(LongestValue).Min();
        return Convert.ToHexStringLower(bytes[..(int)Math.Min(length, (ulong)bytes.Length)]);
    }

    private static string With(string name, long addend) => string.Create(CultureInfo.InvariantCulture, $"{name}{addend:+0;-0;}");
}
