namespace LtoPar.Driver.Completions;

/// <summary>What a shell offers for the value of an option.</summary>
internal enum ValueKind
{
    /// <summary>The option has no value.</summary>
    None,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>The name of a file or of a program.</summary>
    File,

    /// <summary>The name of a folder.</summary>
    Folder,

    /// <summary>A number, a name, a command: there is nothing to offer.</summary>
    Other,
}
