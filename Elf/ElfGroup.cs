namespace LtoPar.Elf;

/// <summary>A section group. Linkers keep one of the comdat groups with the same signature, whole.</summary>
/// <param name="IsComdat">False for a group of --section-groups kind, which is kept or dropped whole and never merged (nodeduplicate).</param>
/// <param name="Members">Section indices, in the order of the file.</param>
public sealed record ElfGroup(string Signature, bool IsComdat, IReadOnlyList<int> Members);
