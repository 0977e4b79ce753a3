using LtoPar.RemoteApis.Protocol;

namespace LtoPar.Distributors.Reapi.Actions;

/// <summary>A job as a server executes it.</summary>
/// <param name="Digest">That of the action, by which its result is kept.</param>
/// <param name="Blobs">What the server has to have: the action itself, the command, the folders and files.</param>
/// <param name="Outputs">The files that it makes: there, by a path from the working folder, and here. The first is the object.</param>
internal sealed record RemoteAction(Digest Digest, IReadOnlyList<Blob> Blobs, IReadOnlyList<(string There, string Here)> Outputs);
