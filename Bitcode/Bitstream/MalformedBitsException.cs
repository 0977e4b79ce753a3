namespace LtoPar.Bitcode.Bitstream;

/// <summary>
/// Says that bits are not what their reader knows: cut short, damaged, or laid out by another LLVM. It is thrown where a check of the input
/// fails and nowhere else, so whoever goes on without an answer catches this alone, and a fault of lto-par's own is seen.
/// </summary>
public sealed class MalformedBitsException : Exception
{
    /// <param name="what">What was met, in words that can stand after a colon.</param>
    public MalformedBitsException(string what)
        : base(what)
    {
    }

    /// <summary>The bytes end before what they announce.</summary>
    public bool IsTruncated { get; private init; }

    public static MalformedBitsException Truncated() => new("the bitcode ends inside a block") { IsTruncated = true };
}
