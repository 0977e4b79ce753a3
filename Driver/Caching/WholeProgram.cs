using System.Text;
using LtoPar.Cache.Keys;
using LtoPar.RemoteApis.Protocol;

namespace LtoPar.Driver.Caching;

/// <summary>
/// What a whole run made, where nothing of the input has changed: the keys of its objects, which are entries of their own, and the texts that it wrote of the
/// plan.
/// </summary>
/// <param name="Objects">In the order of the partitions.</param>
/// <param name="Texts">Null: it was not asked for.</param>
internal sealed record WholeProgram(IReadOnlyList<CacheKey> Objects, IReadOnlyList<string?> Texts)
{
    public byte[] ToBytes()
    {
        using MemoryStream bytes = new();
        using BinaryWriter writer = new(bytes, Encoding.UTF8);
        writer.Write(Objects.Count);
        foreach (CacheKey key in Objects)
        {
            writer.Write(key.Hex);
        }

        writer.Write(Texts.Count);
        foreach (string? text in Texts)
        {
            writer.Write(text is not null);
            writer.Write(text ?? "");
        }

        writer.Flush();
        return bytes.ToArray();
    }

    /// <returns>Null: <see cref="ToBytes"/> did not make the bytes. They may come from a server that others write to, and keys become file names.</returns>
    public static WholeProgram? Of(byte[] bytes)
    {
        using MemoryStream stream = new(bytes);
        using BinaryReader reader = new(stream, Encoding.UTF8);
        try
        {
            List<CacheKey> objects = [];
            for (int left = reader.ReadInt32(); left > 0; left--)
            {
                string key = reader.ReadString();
                if (!Digests.IsHash(key))
                {
                    return null;
                }

                objects.Add(new CacheKey(key));
            }

            List<string?> texts = [];
            for (int left = reader.ReadInt32(); left > 0; left--)
            {
                bool isAsked = reader.ReadBoolean();
                string text = reader.ReadString();
                texts.Add(isAsked ? text : null);
            }

            return stream.Position == stream.Length ? new WholeProgram(objects, texts) : null;
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
