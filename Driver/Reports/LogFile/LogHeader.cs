namespace LtoPar.Driver.Reports.LogFile;

/// <summary>What says of a file whether it is a log, and of which version: it is read before anything else of it is.</summary>
internal sealed record LogHeader
{
    public string? Format { get; init; }

    public int Version { get; init; }

    public string? LtoPar { get; init; }
}
