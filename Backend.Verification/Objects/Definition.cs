using LtoPar.Elf;

namespace LtoPar.Backend.Verification.Objects;

/// <summary>A symbol-table entry and the object it stands in.</summary>
/// <param name="Object">Its number in the <see cref="ObjectSet"/>: the partition's.</param>
public sealed record Definition(int Object, ElfObject File, ElfSymbol Symbol)
{
    public ElfSection? Section => File.SectionOf(Symbol);

    /// <summary>A group that exists to be dropped when another object has it too.</summary>
    public bool IsInComdat => Section?.Group is { IsComdat: true };
}
