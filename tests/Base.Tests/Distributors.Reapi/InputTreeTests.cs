using LtoPar.Distributors.Reapi.Actions;
using LtoPar.RemoteApis.Protocol;

namespace LtoPar.Base.Tests.Distributors.Reapi;

/// <summary>Folders as the protocol has them: equal trees have one digest, however they were made.</summary>
public sealed class InputTreeTests
{
    private static readonly Digest s_file = Digests.Of("x"u8);

    [Fact]
    public void An_empty_tree_is_an_empty_message() => Assert.Equal(Digests.Of([]), new InputTree().Write([]));

    [Fact]
    public void The_order_in_which_files_come_does_not_matter()
    {
        string[] paths = ["b", "a/z", "a/b/c", "B", "a/y"];
        List<Blob> blobs = [];
        Digest digest = Write(paths, blobs);
        Assert.Equal(3, blobs.Count);
        Assert.Equal(digest, blobs[^1].Digest);
        Assert.Equal(digest, Write([.. paths.Reverse()], []));
        Assert.NotEqual(digest, Write(paths[1..], []));
    }

    [Fact]
    public void A_folder_can_be_there_without_files()
    {
        InputTree tree = new();
        tree.AddFolder("a/b");
        List<Blob> blobs = [];
        Digest root = tree.Write(blobs);
        Assert.NotEqual(Digests.Of([]), root);
        Assert.Equal(3, blobs.Count);
        tree.AddFolder("a");
        Assert.Equal(root, tree.Write([]));
    }

    private static Digest Write(string[] paths, List<Blob> blobs)
    {
        InputTree tree = new();
        Array.ForEach(paths, path => tree.Add(path, s_file, isExecutable: false));
        return tree.Write(blobs);
    }
}
