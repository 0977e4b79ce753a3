namespace LtoPar.Distributors.Reapi.Calls;

/// <summary>What a failure says of the next try.</summary>
internal enum FaultKind
{
    /// <summary>Another try may go well.</summary>
    Passing,

    /// <summary>The server was not reached, or the connection was lost.</summary>
    Unreachable,

    /// <summary>The time was up.</summary>
    Late,

    /// <summary>The server would answer every job so.</summary>
    Lasting,
}
