namespace LtoPar.Distributors.Reapi.Running;

/// <summary>What came back of a job, checked.</summary>
/// <param name="Files">The files that it made, by their paths here.</param>
/// <param name="Said">What the command said, warnings; "": nothing.</param>
/// <param name="Origin">Where it is from, for -v.</param>
internal sealed record RemoteResult(IReadOnlyList<(string Path, byte[] Bytes)> Files, string Said, string Origin);
