namespace LtoPar.Bitcode.Bitstream;

/// <summary>
/// What reading bits throws when they are not what they should be. Such a module is given to LLVM as it is, which says what is wrong with it.
/// </summary>
public static class MalformedBits
{
    public static bool Explain(Exception exception) =>
        exception is EndOfStreamException or InvalidDataException or ArgumentException or OverflowException or IndexOutOfRangeException or KeyNotFoundException;
}
