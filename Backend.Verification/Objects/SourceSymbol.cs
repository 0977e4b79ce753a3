namespace LtoPar.Backend.Verification.Objects;

/// <summary>The facts of a symbol of the input module that the checks need.</summary>
/// <param name="Name">The name as an object spells it without promotion: "\01" gone, ".L" before a private name.</param>
/// <param name="Stem">The ending of sections named after it: the name in the module; empty for a symbol without a name.</param>
/// <param name="Promoted">The name other partitions use, where that is another; else null.</param>
/// <param name="ByValue">The stem with the value in the number's place, which partitions call a private constant by; null: it is none, or promoted.</param>
/// <param name="IsPlaced">Some partition defines it.</param>
/// <param name="IsLocal">Internal or private in the module.</param>
/// <param name="IsPrivate">
/// The assembler's own: whether it has an entry in the symbol table depends on who refers to it, and how. Or without a name in the module:
/// objects then number it.
/// </param>
/// <param name="IsDiscardable">Passes may drop it when nothing in the module uses it (linkonce, local).</param>
/// <param name="IsRetained">Member of llvm.used.</param>
/// <param name="IsCopyable">Partitions may each have a copy.</param>
/// <param name="Size">Bytes of a variable; 0 for anything else.</param>
public sealed record SourceSymbol(
    string Name,
    string Stem,
    string? Promoted,
    string? ByValue,
    bool IsPlaced,
    bool IsLocal,
    bool IsPrivate,
    bool IsDiscardable,
    bool IsRetained,
    bool IsCopyable,
    bool IsVariable,
    bool IsThreadLocal,
    long Size);
