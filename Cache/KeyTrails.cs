using System.Globalization;
using System.Text;
using LtoPar.Cache.Keys;

namespace LtoPar.Cache;

/// <summary>
/// Remembers, for each output and each of its units, what the last key was made of, so that it can be told why there was a miss: a key alone says nothing.
/// Written when a key is another one than before, and never by a hit.
/// </summary>
public sealed class KeyTrails(ObjectStore store)
{
    private const string FirstLine = "lto-par why 1";

    /// <param name="output">The output's full path.</param>
    /// <param name="unit">The name of a part of it.</param>
    /// <returns>The parts that the key had before; empty: it is the first.</returns>
    public IReadOnlyList<KeyPart> Note(string output, string unit, IReadOnlyList<KeyPart> parts)
    {
        KeyTrail? before = Find(store.Folder, output, unit);
        if (before is not null && before.Now.SequenceEqual(parts))
        {
            return before.Now;
        }

        StringBuilder text = new(FirstLine + "\n");
        text.Append(CultureInfo.InvariantCulture, $"changed {DateTime.UtcNow:O}\n");
        Append(text, "now", parts);
        Append(text, "before", before?.Now ?? []);
        store.Put(PathOf(store.Folder, output, unit), Encoding.UTF8.GetBytes(text.ToString()), []);
        return before?.Now ?? [];
    }

    /// <returns>Null: nothing is known of it.</returns>
    public static KeyTrail? Find(CacheFolder folder, string output, string unit)
    {
        try
        {
            return Parse(File.ReadAllLines(PathOf(folder, output, unit)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string PathOf(CacheFolder folder, string output, string unit) =>
        folder.TrailOf(new KeyRecord().Add("value", "trail").Add("output", output).Add("unit", unit).Seal());

    private static void Append(StringBuilder text, string word, IReadOnlyList<KeyPart> parts)
    {
        foreach (KeyPart part in parts)
        {
            text.Append(CultureInfo.InvariantCulture, $"{word} {part.Name} {part.Hash}\n");
        }
    }

    private static KeyTrail? Parse(string[] lines)
    {
        DateTime changed = default;
        List<KeyPart> now = [];
        List<KeyPart> before = [];
        if (lines is not [FirstLine, ..])
        {
            return null;
        }

        foreach (string line in lines.Skip(1))
        {
            switch (line.Split(' '))
            {
                case ["changed", var time]
                    when DateTime.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime parsed):
                    changed = parsed;
                    break;
                case ["now", var name, var hash]:
                    now.Add(new KeyPart(name, hash));
                    break;
                case ["before", var name, var hash]:
                    before.Add(new KeyPart(name, hash));
                    break;
                default:
                    return null;
            }
        }

        return new KeyTrail(changed, now, before);
    }
}
