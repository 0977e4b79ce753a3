namespace LtoPar.Llvm.Assembly;

/// <summary>A name in a statement of assembly, or a text that a macro's arguments or an operand make a name.</summary>
/// <param name="Text">The name; empty when it is not known.</param>
/// <param name="Pieces">The known pieces of a name that a macro's arguments or an operand complete; null for a name that is written out.</param>
/// <param name="Before">The character before it; '\0' at the start.</param>
/// <param name="After">The first character after it that is no blank; '\0' at the end.</param>
/// <param name="IsQuoted">Whether it stands in double quotes.</param>
public readonly record struct AsmWord(string Text, IReadOnlyList<string>? Pieces, char Before, char After, bool IsQuoted)
{
    /// <summary>Whether an argument is the whole name; arguments are words elsewhere.</summary>
    public bool IsArgument => Pieces is { Count: 0 };
}
