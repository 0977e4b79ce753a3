using LtoPar.Elf;

namespace LtoPar.Backend.Verification.Objects;

/// <summary>
/// The objects to compare: that of one partition, those of all partitions in link order, and the names between them.
/// </summary>
/// <param name="IsExact">
/// The stage is code generation alone: every definition must be there with the same code. After the post-IPO passes, which see one partition
/// at a time, functions are compared by what the linker sees of them and not by size, what passes may drop may be missing or left over, and
/// what passes and code generation make for themselves (tables, constant pools) is not compared.
/// </param>
/// <param name="HasRunIpo">
/// The partitions have been through inter-procedural optimisation, each by itself. The passes make what they like of what only the program itself
/// sees: variables may be taken apart or shrunk, and tables of code follow the code. What a linker sees is compared.
/// </param>
public sealed record Comparison(ObjectSet One, ObjectSet Parts, SourceNames Names, bool IsExact, bool HasRunIpo = false)
{
    public static Comparison Of(ElfObject one, IReadOnlyList<ElfObject> parts, SourceNames names, Stage stage) =>
        new(new ObjectSet([one], names), new ObjectSet(parts, names), names, stage == Stage.Codegen, stage == Stage.PartitionIpo);

    /// <summary>
    /// Code is compared where the target reaches a hidden symbol of another object with the instructions that reach a local one (not on
    /// PowerPC, where calls out of an object restore the TOC pointer, MIPS, whose PIC code differs, or ARM, whose addends are in instructions).
    /// </summary>
    internal bool ComparesCode { get; } = IsExact
        && One.Objects[0].Machine is ElfConstants.EmX8664 or ElfConstants.Em386 or ElfConstants.EmAarch64 or ElfConstants.EmS390 or ElfConstants.EmLoongarch;

    /// <summary>Named symbols that the one-partition object defines.</summary>
    public int SymbolCount => One.Globals.Concat(One.Locals).Count(entry => !entry.Key.StartsWith(".L", StringComparison.Ordinal));

    /// <summary>
    /// Made by code generation for its own object, one each, and merged by the linker: DW.ref.__gxx_personality_v0, retpoline thunks.
    /// </summary>
    internal bool IsMadeByCodegen(string sourceName, Definition definition) =>
        Names.Find(sourceName) is null && definition.IsInComdat && definition.Symbol.Visibility == ElfVisibility.Hidden;

    /// <summary>A section that one symbol of the input has for itself: it has a counterpart of the same source name.</summary>
    internal bool IsOwn(ElfSection section) =>
        section.IsAllocated && !section.Has(ElfConstants.ShfMerge) && Names.IsNamedAfterSymbol(Names.SourceSection(section.Name));
}
