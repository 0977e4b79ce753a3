using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LtoPar.Cache.Keys;

/// <summary>
/// The one way to a key: a list of named parts, in a fixed order. Fields that are hashed one after the other alias ("ab", "c" and "a", "bc" are the same
/// bytes), which is how caches came to serve objects of other options; so each part is hashed for itself with what kind of value it is, and every text in a
/// list has its length before it. The hashes of the parts stay, for telling afterwards which of them was another one.
/// </summary>
public sealed class KeyRecord
{
    /// <summary>To be changed whenever a part means something else than before.</summary>
    private const string Format = "lto-par key 1";

    private const byte Missing = 0;
    private const byte Text = 1;
    private const byte List = 2;
    private const byte Content = 3;

    private readonly List<KeyPart> _parts;

    public KeyRecord()
        : this([])
    {
    }

    private KeyRecord(List<KeyPart> parts) => _parts = parts;

    /// <summary>The key of a record that had these parts.</summary>
    public static CacheKey KeyOf(IReadOnlyList<KeyPart> parts) => new KeyRecord([.. parts]).Seal();

    /// <summary>In the order in which they were added.</summary>
    public IReadOnlyList<KeyPart> Parts => _parts;

    /// <param name="value">Null is another value than "".</param>
    public KeyRecord Add(string name, string? value)
    {
        using IncrementalHash hash = Start(value is null ? Missing : Text);
        hash.AppendData(Encoding.UTF8.GetBytes(value ?? ""));
        return Finish(name, hash);
    }

    /// <param name="values">Their order counts.</param>
    public KeyRecord Add(string name, IReadOnlyList<string> values)
    {
        using IncrementalHash hash = Start(List);
        AppendNumber(hash, values.Count);
        foreach (string value in values)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(value);
            AppendNumber(hash, bytes.Length);
            hash.AppendData(bytes);
        }

        return Finish(name, hash);
    }

    public KeyRecord Add(string name, ReadOnlySpan<byte> content)
    {
        using IncrementalHash hash = Start(Content);
        hash.AppendData(content);
        return Finish(name, hash);
    }

    /// <summary>A record with these parts, to which others can be added.</summary>
    public KeyRecord Copy() => new([.. _parts]);

    public CacheKey Seal()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Format));
        AppendNumber(hash, _parts.Count);
        foreach (KeyPart part in _parts)
        {
            byte[] name = Encoding.UTF8.GetBytes(part.Name);
            AppendNumber(hash, name.Length);
            hash.AppendData(name);
            hash.AppendData(Convert.FromHexString(part.Hash));
        }

        return new CacheKey(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static IncrementalHash Start(byte kind)
    {
        IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([kind]);
        return hash;
    }

    private static void AppendNumber(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private KeyRecord Finish(string name, IncrementalHash hash)
    {
        _parts.Add(new KeyPart(name, Convert.ToHexStringLower(hash.GetHashAndReset())));
        return this;
    }
}
