namespace LtoPar.Bitcode.Bitstream;

/// <summary>
/// Says that bits are not what their reader knows: cut short, damaged, or laid out by another LLVM. It is thrown where a check of the input fails and nowhere
/// else, so a caller that goes on without an answer catches this alone, and a fault of lto-par's own is seen.
/// </summary>
public sealed class MalformedBitsException : Exception
{
    /// <param name="what">The construct that was met, in words that can stand after a colon.</param>
    public MalformedBitsException(string what)
        : base(what)
    {
    }

    /// <summary>Whether the bytes end before the end that they announce.</summary>
    public bool IsTruncated { get; private init; }

    public static MalformedBitsException Truncated() => new("the bitcode ends inside a block") { IsTruncated = true };
}
