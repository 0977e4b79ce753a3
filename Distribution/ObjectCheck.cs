using LtoPar.Elf;
using LtoPar.Platform;

namespace LtoPar.Distribution;

/// <summary>
/// Judges an object that another process or machine has made. A worker may be killed while it writes, answer with a message, or with what belongs to another
/// job; the linker would take some of that without a word. The section headers stand at the end of an object, so one that was cut short does not parse.
/// </summary>
public static class ObjectCheck
{
    private const int NamesShown = 3;

    /// <param name="definitions">The names that it has to define for other objects; null: they are not known.</param>
    /// <returns>What is wrong with it; null: nothing is.</returns>
    public static string? Problem(ReadOnlyMemory<byte> bytes, IReadOnlyCollection<string>? definitions)
    {
        if (bytes.Length == 0)
        {
            return "is empty";
        }

        if (!ElfFile.IsRelocatable(bytes.Span))
        {
            return "is no ELF object";
        }

        HashSet<string> defined;
        try
        {
            defined = [.. ElfData.Read(bytes, "").Symbols.Where(s => s.IsNamed && s.IsDefined && !s.IsLocal).Select(s => s.Name)];
        }
        catch (LtoParException e)
        {
            return $"is damaged: {e.Message}";
        }

        string[] missing = [.. (definitions ?? []).Where(name => !defined.Contains(name))];
        return missing.Length == 0
            ? null
            : $"does not define {string.Join(", ", missing.Take(NamesShown))}{(missing.Length > NamesShown ? $" and {missing.Length - NamesShown} more" : "")}";
    }
}
