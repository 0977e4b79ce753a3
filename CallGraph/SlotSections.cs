namespace LtoPar.CallGraph;

/// <summary>
/// The sections of slots. A variable that the source puts into a section whose name begins with <see cref="Prefix"/> is a slot; a slot that has no section gets
/// one. A section of its own name makes the linker leave the variable alone: it is never folded with an equal one (ld.lld folds no section whose
/// name is an identifier of C), its section never holds strings or constants to be merged, and zeros take room in the file. Which of the three it is follows
/// from the type (and not from the value, unless an integer holds an address), so that a changed value changes no declaration.
/// </summary>
public static class SlotSections
{
    /// <summary>What marks a variable as a slot in the source.</summary>
    public const string Prefix = "lto_par_slots";

    /// <summary>Variables that are written.</summary>
    public const string Data = Prefix;

    /// <summary>Constants that hold no address.</summary>
    public const string ReadOnly = Prefix + "_ro";

    /// <summary>Constants that may hold an address, which the loader writes.</summary>
    public const string Relocated = Prefix + "_rel";

    public static string Of(bool isConstant, bool mayHoldAddress) => !isConstant ? Data : mayHoldAddress ? Relocated : ReadOnly;

    public static bool IsMark(string section) => section.StartsWith(Prefix, StringComparison.Ordinal);
}
