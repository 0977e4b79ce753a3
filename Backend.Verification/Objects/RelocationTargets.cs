using System.Buffers.Binary;
using System.Globalization;
using LtoPar.Elf;

namespace LtoPar.Backend.Verification.Objects;

/// <summary>
/// Spells the target of a relocation so that the same target has the same spelling in both sets: assemblers refer to a local symbol by its
/// section and an offset, to a promoted one by its name.
/// </summary>
internal sealed class RelocationTargets(Comparison comparison, ObjectSet set)
{
    public ObjectSet Set => set;

    /// <summary>The function an entry of a constructor array names.</summary>
    public string FunctionAt(int file, ElfSection section, ElfRelocation relocation)
    {
        ElfObject owner = set.Objects[file];
        ElfSymbol symbol = owner.Symbols[relocation.Symbol];
        ulong at = symbol.Value + (ulong)Addend(set.Objects[file], section, relocation);
        ElfSymbol? named = symbol.IsNamed ? symbol : owner.SectionOf(symbol) is { } target ? set.SymbolAt(target, at) : null;
        return named is not null
            ? comparison.Names.SourceName(named.Name)
            : string.Create(CultureInfo.InvariantCulture, $"{comparison.Names.SourceSection(owner.SectionOf(symbol)?.Name ?? symbol.Name)}+{at}");
    }

    /// <summary>
    /// A place in a section of its own; the value of a mergeable constant; a name and an addend for what is elsewhere. For what shares a
    /// section, a name where the relocation gives one, and always the section: offsets in it depend on what else is there.
    /// </summary>
    public RelocationTarget PlaceOf(int file, ElfSection section, ElfRelocation relocation)
    {
        ElfSymbol symbol = set.Objects[file].Symbols[relocation.Symbol];
        if (relocation.Symbol == 0)
        {
            return new RelocationTarget("nothing", null);
        }

        long addend = Addend(set.Objects[file], section, relocation);
        if (set.Resolve(file, symbol) is not { } definition || definition.Section is not { } target)
        {
            return new RelocationTarget($"'{comparison.Names.SourceName(symbol.Name)}'{Signed(addend)}", null);
        }

        string name = comparison.Names.SourceSection(target.Name);
        if (target.Has(ElfConstants.ShfMerge))
        {
            // By a named symbol: the addend leads into or, for code that counts from its own end, before the constant.
            return definition.Symbol.Type == ElfSymbolType.Section
                ? new RelocationTarget(Constant(target, definition.Symbol.Value + (ulong)addend), name)
                : new RelocationTarget($"{Constant(target, definition.Symbol.Value)}{Signed(addend)}", name);
        }

        if (comparison.IsOwn(target))
        {
            return new RelocationTarget($"'{name}'{Signed((long)definition.Symbol.Value + addend)}", null);
        }

        string source = comparison.Names.SourceName(definition.Symbol.Name);
        bool isNamed = definition.Symbol.IsNamed && !source.StartsWith(".L", StringComparison.Ordinal) && !SourceNames.IsNameless(source);
        ulong at = definition.Symbol.Value + (ulong)addend;
        bool isReadOnly = !target.Has(ElfConstants.ShfWrite) && !target.Has(ElfConstants.ShfExecinstr) && at < (ulong)target.Bytes.Length;
        return new RelocationTarget(isNamed ? $"'{source}'{Signed(addend)}" : null, name) { Contents = isReadOnly ? target.Bytes[(int)at..] : default };
    }

    /// <summary>The addend; a relocation without one has it in the word that it relocates.</summary>
    private static long Addend(ElfObject owner, ElfSection section, ElfRelocation relocation)
    {
        if (relocation.HasAddend || relocation.Offset + 4 > (ulong)section.Bytes.Length)
        {
            return relocation.Addend;
        }

        ReadOnlySpan<byte> word = section.Bytes.Span[(int)relocation.Offset..];
        return owner.IsLittle ? BinaryPrimitives.ReadInt32LittleEndian(word) : BinaryPrimitives.ReadInt32BigEndian(word);
    }

    /// <returns>Null: not inside the section.</returns>
    private static string? Constant(ElfSection section, ulong at) =>
        MergeableConstant.At(section, at) is { IsEmpty: false } bytes ? $"{RelocationTarget.ConstantPrefix}{Convert.ToHexStringLower(bytes)}" : null;

    private static string Signed(long number) => number == 0 ? "" : number.ToString("+0;-0", CultureInfo.InvariantCulture);
}
