namespace LtoPar.Platform.Files;

/// <summary>A temporary folder for as long as it is needed. It is made when its path is asked for, once, however many threads ask at the same time.</summary>
public sealed class ScratchFolder : IDisposable
{
    private readonly Lazy<string> _path = new(ScratchFolders.Make);

    /// <exception cref="LtoParException">It cannot be made.</exception>
    public string Path => _path.Value;

    public void Dispose()
    {
        if (_path.IsValueCreated)
        {
            ScratchFolders.Remove(_path.Value);
        }
    }
}
