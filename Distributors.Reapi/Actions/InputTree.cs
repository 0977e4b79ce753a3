using LtoPar.Distributors.Reapi.Protocol;
using LtoPar.RemoteApis.Protocol;
using Directory = LtoPar.Distributors.Reapi.Protocol.Directory;

namespace LtoPar.Distributors.Reapi.Actions;

/// <summary>
/// The files that an action finds, as the protocol has them: each folder is a message that names its files and folders by digest, sorted, so that equal trees
/// have one digest.
/// </summary>
internal sealed class InputTree
{
    private readonly SortedDictionary<string, FileNode> _files = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, InputTree> _folders = new(StringComparer.Ordinal);

    /// <param name="path">From the root, with slashes.</param>
    public void Add(string path, Digest digest, bool isExecutable)
    {
        int slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            _files[path] = new FileNode { Name = path, Digest = digest, IsExecutable = isExecutable };
            return;
        }

        Folder(path[..slash]).Add(path[(slash + 1)..], digest, isExecutable);
    }

    /// <summary>Adds a folder that has to be there, with or without files.</summary>
    public void AddFolder(string path)
    {
        int slash = path.IndexOf('/', StringComparison.Ordinal);
        InputTree folder = Folder(slash < 0 ? path : path[..slash]);
        if (slash >= 0)
        {
            folder.AddFolder(path[(slash + 1)..]);
        }
    }

    /// <param name="blobs">Is given the messages of the folders.</param>
    /// <returns>The digest of the root.</returns>
    public Digest Write(ICollection<Blob> blobs)
    {
        Directory message = new();
        message.Files.AddRange(_files.Values);
        message.Directories.AddRange(_folders.Select(f => new DirectoryNode { Name = f.Key, Digest = f.Value.Write(blobs) }));
        Blob blob = Blob.Of(message);
        blobs.Add(blob);
        return blob.Digest;
    }

    private InputTree Folder(string name)
    {
        if (!_folders.TryGetValue(name, out InputTree? folder))
        {
            _folders.Add(name, folder = new InputTree());
        }

        return folder;
    }
}
