namespace LtoPar.Driver.Slots;

/// <summary>A structure. Compilers write out padding as arrays of bytes, which no source names.</summary>
internal sealed record StructLayout(IReadOnlyList<(long Offset, SlotLayout Layout)> Members, long Bytes) : SlotLayout(Bytes)
{
    private const int MostPadding = 15;

    public override string Text => $"{{{string.Join(", ", Members.Select(m => m.Layout.Text))}}}";

    /// <summary>The members without those that look like padding: bytes up to a member with an alignment, or to the end.</summary>
    public IReadOnlyList<(long Offset, SlotLayout Layout)> Named => [.. Members.Where((_, i) => !IsPadding(i))];

    private bool IsPadding(int index)
    {
        (long offset, SlotLayout layout) = Members[index];
        return index > 0 && layout is ArrayLayout { IsText: true, Count: <= MostPadding }
            && offset + layout.Size == (index + 1 < Members.Count ? Members[index + 1].Offset : Size)
            && (index + 1 == Members.Count || Members[index + 1].Layout is not (ScalarLayout { Bytes: 1 } or ArrayLayout { IsText: true }));
    }
}
