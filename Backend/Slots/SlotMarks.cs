namespace LtoPar.Backend.Slots;

/// <summary>What came of marking the slots of a module.</summary>
/// <param name="Count">How many slots it defines.</param>
/// <param name="Matched">Indexed by pattern: it names a slot of the module.</param>
/// <param name="Near">Indexed by pattern: why what it matches is no slot; null: it matches nothing.</param>
/// <param name="Unread">Slots that are constants which nothing reads, in the module's order.</param>
public sealed record SlotMarks(int Count, IReadOnlyList<bool> Matched, IReadOnlyList<string?> Near, IReadOnlyList<string> Unread)
{
    /// <summary>What to tell the user of a slot that may have been folded before lto-par saw it.</summary>
    public IEnumerable<string> Warnings => Unread.Select(
        name => $"no code reads slot '{name}': the compiler may have put its value in place of it before the link; docs/slots.md says how to write slots");

    /// <returns>The error about the first pattern that names no slot of any of the modules; null: each names one.</returns>
    public static string? Problem(IReadOnlyList<SlotPattern> patterns, IReadOnlyList<SlotMarks> modules)
    {
        for (int i = 0; i < patterns.Count; i++)
        {
            if (!modules.Any(m => m.Matched[i]))
            {
                string why = modules.Select(m => m.Near[i]).FirstOrDefault(n => n is not null) ?? "no variable of the program has such a name";
                return $"--slot={patterns[i]} names no slot: {why}";
            }
        }

        return null;
    }
}
