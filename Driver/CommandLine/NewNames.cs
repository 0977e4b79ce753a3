namespace LtoPar.Driver.CommandLine;

/// <summary>Which promoted symbols get new names.</summary>
internal enum NewNames
{
    /// <summary>All do.</summary>
    Always,

    /// <summary>Those do whose names the final link has more than once.</summary>
    KeepUnique,
}
