namespace LtoPar.Distribution.Running;

/// <summary>What came of one try of a job.</summary>
/// <param name="Failure">What went wrong, with the command and what it said; null: nothing did.</param>
/// <param name="Object">The object, judged and not yet written; null: the site has written the outputs itself, or failed.</param>
public sealed record JobResult(string? Failure, byte[]? Object = null)
{
    /// <summary>The host that did it, where the site has chosen one; "": this machine; null: the slot's.</summary>
    public string? Host { get; init; }

    /// <summary>The outputs are there.</summary>
    public static JobResult Written { get; } = new(Failure: null);
}
