namespace LtoPar.Backend;

/// <summary>A folder for intermediate files; gone when disposed.</summary>
public sealed class ScratchFolder(string path) : IDisposable
{
    public string Path { get; } = path;

    public void Dispose() => ScratchFolders.Remove(Path);
}
