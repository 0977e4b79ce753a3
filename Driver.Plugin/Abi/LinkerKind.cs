namespace LtoPar.Plugin.Abi;

/// <summary>The linker at work, as far as it makes a difference.</summary>
internal enum LinkerKind
{
    /// <summary>ar, nm, ranlib, objdump: files are claimed and their symbols asked for, and that is all.</summary>
    SymbolReader,

    GnuLd,
    Gold,

    /// <summary>It passes neither an API version nor a version of its own.</summary>
    Mold,

    Other,
}
