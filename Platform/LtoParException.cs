namespace LtoPar.Platform;

/// <summary>
/// An error the user can do something about: printed as "lto-par: error: FILE: message", exit 1. Anything else that is thrown is a bug of
/// lto-par and keeps its stack trace.
/// </summary>
public sealed class LtoParException : Exception
{
    public LtoParException(string? file, string message)
        : base(message) => File = file;

    public LtoParException(string? file, string message, Exception inner)
        : base(message, inner) => File = file;

    /// <summary>The file the message is about; null when it is about another thing (an option, the library).</summary>
    public string? File { get; }

    /// <summary>The function that it is about, whose source file is still to be found; null: the message is about no function, or names the file.</summary>
    public string? Function { get; init; }

    /// <summary>A line that follows the message: what shows the error again. Null: there is none.</summary>
    public string? Note { get; init; }

    public override string ToString() => File is null ? Message : $"{File}: {Message}";
}
