using System.Text;

namespace LtoPar.Driver.Caching;

/// <summary>
/// What a whole run made, where nothing of the input has changed: the keys of its objects, which are entries of their own, and the texts that it wrote of the
/// plan.
/// </summary>
/// <param name="Objects">In the order of the partitions.</param>
/// <param name="Texts">Null: it was not asked for.</param>
internal sealed record WholeProgram(IReadOnlyList<string> Objects, IReadOnlyList<string?> Texts)
{
    public byte[] ToBytes()
    {
        using MemoryStream bytes = new();
        using BinaryWriter writer = new(bytes, Encoding.UTF8);
        writer.Write(Objects.Count);
        foreach (string key in Objects)
        {
            writer.Write(key);
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

    /// <param name="bytes">What <see cref="ToBytes"/> made: the store has checked that.</param>
    public static WholeProgram Of(byte[] bytes)
    {
        using MemoryStream stream = new(bytes);
        using BinaryReader reader = new(stream, Encoding.UTF8);
        string[] objects = new string[reader.ReadInt32()];
        for (int i = 0; i < objects.Length; i++)
        {
            objects[i] = reader.ReadString();
        }

        string?[] texts = new string?[reader.ReadInt32()];
        for (int i = 0; i < texts.Length; i++)
        {
            bool isAsked = reader.ReadBoolean();
            string text = reader.ReadString();
            texts[i] = isAsked ? text : null;
        }

        return new WholeProgram(objects, texts);
    }
}
