using System.Buffers.Binary;
using System.Globalization;
using LtoPar.Elf;

namespace LtoPar.Backend.Verification.Objects;

/// <summary>A section's bytes, with the references into itself resolved, and what its other relocations refer to.</summary>
internal sealed class ResolvedSection
{
    private const uint Pc32 = 2;
    private const uint Plt32 = 4;

    private readonly byte[] _bytes;
    private readonly ulong _size;
    private readonly List<(ulong Offset, uint Type, RelocationTarget Target)> _relocations;

    private ResolvedSection(byte[] bytes, ulong size, List<(ulong Offset, uint Type, RelocationTarget Target)> relocations)
    {
        _bytes = bytes;
        _size = size;
        _relocations = relocations;
    }

    public static ResolvedSection Of(RelocationTargets targets, int file, ElfSection section)
    {
        ElfObject owner = targets.Set.Objects[file];
        byte[] bytes = section.Bytes.ToArray();
        List<(ulong Offset, uint Type, RelocationTarget Target)> relocations = [];
        foreach (ElfRelocation relocation in section.Relocations)
        {
            ElfSymbol symbol = owner.Symbols[relocation.Symbol];
            bool isPcRelative = owner.Machine == ElfConstants.EmX8664 && relocation.Type is Pc32 or Plt32 && relocation.HasAddend;
            if (isPcRelative && symbol.Section == section.Index && relocation.Offset + 4 <= (ulong)bytes.Length)
            {
                long value = (long)symbol.Value + relocation.Addend - (long)relocation.Offset;
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan((int)relocation.Offset), (int)value);
                continue;
            }

            if (!relocation.HasAddend && relocation.Offset + 4 <= (ulong)bytes.Length)
            {
                // The addend, which is in the target's place below.
                bytes.AsSpan((int)relocation.Offset, 4).Clear();
            }

            relocations.Add((relocation.Offset, relocation.Type, targets.PlaceOf(file, section, relocation)));
        }

        return new ResolvedSection(bytes, section.Size, relocations);
    }

    /// <summary>The difference from the other section, in words; null when they are alike.</summary>
    public string? FindDifference(ResolvedSection found)
    {
        if (_size != found._size)
        {
            return $"has {Words.Number(found._size)} bytes; expected {Words.Number(_size)}";
        }

        int same = _bytes.AsSpan().CommonPrefixLength(found._bytes);
        if (same < _bytes.Length || same < found._bytes.Length)
        {
            return $"has other bytes from offset {same.ToString(CultureInfo.InvariantCulture)} than the one-partition object";
        }

        for (int i = 0; i < Math.Max(_relocations.Count, found._relocations.Count); i++)
        {
            bool both = i < _relocations.Count && i < found._relocations.Count;
            if (!both || _relocations[i].Offset != found._relocations[i].Offset || _relocations[i].Type != found._relocations[i].Type
                || !_relocations[i].Target.IsLike(found._relocations[i].Target))
            {
                string expected = i < _relocations.Count ? Text(_relocations[i]) : "nothing";
                return $"refers to {(i < found._relocations.Count ? Text(found._relocations[i]) : "nothing")}; expected {expected}";
            }
        }

        return null;
    }

    private static string Text((ulong Offset, uint Type, RelocationTarget Target) relocation) =>
        string.Create(CultureInfo.InvariantCulture, $"{relocation.Target} at offset {relocation.Offset} (relocation type {relocation.Type})");
}
