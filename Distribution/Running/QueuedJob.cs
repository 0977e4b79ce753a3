using LtoPar.Distribution.JobFiles;

namespace LtoPar.Distribution.Running;

/// <summary>A job on its way through the queue, with the tries that are under way.</summary>
/// <param name="Index">Its place in the file.</param>
/// <param name="Size">Its bitcode in bytes.</param>
internal sealed record QueuedJob(int Index, RemoteJob Job, long Size)
{
    /// <summary>The hosts at which it is under way.</summary>
    public List<string> Hosts { get; } = [];

    /// <summary>When the first try began, counted from the start of the queue.</summary>
    public TimeSpan Started { get; set; }

    /// <summary>Cancelled when the job is done.</summary>
    public CancellationTokenSource Done { get; } = new();

    /// <summary>How many tries have failed.</summary>
    public int Failures { get; set; }

    /// <summary>It was begun at a second host because the first was late; that is done once.</summary>
    public bool IsDoubled { get; set; }

    /// <summary>The host whose result was taken; null: none was yet.</summary>
    public string? Winner { get; set; }

    /// <summary>The winner's object, to compare others with; null: none.</summary>
    public byte[]? Object { get; set; }
}
