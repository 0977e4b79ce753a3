namespace LtoPar.Linkage;

/// <summary>The change to a symbol's definition that lets other partitions reach it.</summary>
public enum Promotion : byte
{
    /// <summary>The definition is as it was.</summary>
    None,

    /// <summary>Local before; external and hidden now, under a name no other link uses.</summary>
    Renamed,

    /// <summary>
    /// The linkage and the name that it had, because assembly or code generation spells that name or a shared library exports it; a hidden alias with a
    /// unique name beside it is what other partitions use.
    /// </summary>
    Aliased,

    /// <summary>linkonce before; weak now, since the user that kept it alive is in another partition.</summary>
    Kept,
}
