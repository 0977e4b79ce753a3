namespace LtoPar.Platform.Files;

/// <summary>A folder for intermediate files: made when it is first asked for, gone when disposed.</summary>
public sealed class ScratchFolder : IDisposable
{
    private string? _path;

    /// <exception cref="LtoParException">It cannot be made.</exception>
    public string Path => _path ??= ScratchFolders.Make();

    public void Dispose()
    {
        if (_path is not null)
        {
            ScratchFolders.Remove(_path);
        }
    }
}
