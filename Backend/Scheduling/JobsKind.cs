namespace LtoPar.Backend.Scheduling;

/// <summary>How the number of workers is found.</summary>
public enum JobsKind
{
    /// <summary>It is given.</summary>
    Number,

    /// <summary>One for each processor that this process may use.</summary>
    All,

    /// <summary>One for each of these that nothing else keeps busy.</summary>
    Auto,

    /// <summary>As many as the jobserver lets, and one for each processor at most.</summary>
    JobServer,
}
