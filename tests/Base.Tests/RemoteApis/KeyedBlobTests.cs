using System.Text;
using Google.Protobuf;
using LtoPar.RemoteApis.Protocol;

namespace LtoPar.Base.Tests.RemoteApis;

/// <summary>What is kept under a key: servers read it, and other versions of lto-par.</summary>
public sealed class KeyedBlobTests
{
    private static readonly string s_key = new('a', 64);
    private static readonly Digest s_digest = Digests.Of("object"u8);
    private static readonly BlobName s_name = BlobName.Of("object"u8);

    [Fact]
    public void It_has_the_numbers_of_the_API()
    {
        byte[] path = Encoding.ASCII.GetBytes($"lto-par/{s_key}");
        byte[] hash = Encoding.ASCII.GetBytes("2958d416d08aa5a472d7b509036cb7eafd542add84527e66a145ea64cb4cdc75");
        byte[] digest = [0x0a, (byte)hash.Length, .. hash, 0x10, 6];
        byte[] file = [0x0a, (byte)path.Length, .. path, 0x12, (byte)digest.Length, .. digest];
        Assert.Equal([0x12, (byte)(file.Length & 127 | 128), 1, .. file], KeyedBlob.ToBytes(s_key, s_name));
    }

    [Fact]
    public void What_was_stored_is_found_and_what_servers_add_does_no_harm()
    {
        byte[] bytes = KeyedBlob.ToBytes(s_key, s_name);
        Assert.Equal(s_name, KeyedBlob.Parse(s_key, bytes));
        Assert.Equal(new ActionResult { OutputFiles = { new OutputFile { Path = $"lto-par/{s_key}", Digest = s_digest } } }.ToByteArray(), bytes);
        Assert.Equal(s_name, KeyedBlob.Parse(s_key, [.. bytes, 0x4a, 2, 0x0a, 0])); // 9: how it was executed
    }

    [Fact]
    public void Anything_else_is_refused()
    {
        OutputFile file = new() { Path = $"lto-par/{s_key}", Digest = s_digest };
        ActionResult[] wrong =
        [
            new(),
            new() { OutputFiles = { file }, ExitCode = 1 },
            new() { OutputFiles = { file, file } },
            new() { OutputFiles = { new OutputFile { Path = file.Path } } },
            new() { OutputFiles = { new OutputFile { Path = "lto-par/" + new string('b', 64), Digest = s_digest } } },
            new() { OutputFiles = { new OutputFile { Path = file.Path, Digest = new Digest { Hash = s_digest.Hash, SizeBytes = -1 } } } },
            new() { OutputFiles = { new OutputFile { Path = file.Path, Digest = new Digest { Hash = s_digest.Hash, SizeBytes = 1L << 40 } } } },
            new() { OutputFiles = { new OutputFile { Path = file.Path, Digest = new Digest { Hash = "../../etc/passwd", SizeBytes = 6 } } } },
            new() { OutputFiles = { new OutputFile { Path = file.Path, Digest = new Digest { Hash = s_digest.Hash.ToUpperInvariant(), SizeBytes = 6 } } } },
        ];
        Assert.All(wrong, result => Assert.Null(KeyedBlob.Parse(s_key, result.ToByteArray())));
        Assert.Null(KeyedBlob.Parse(s_key, "<html>"u8.ToArray()));
        Assert.Null(KeyedBlob.Parse(s_key, []));
        Assert.NotNull(KeyedBlob.Parse(s_key, new ActionResult { OutputFiles = { file } }.ToByteArray()));
    }
}
