using System.Text;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.LinkerWrapper.Lld;

/// <summary>
/// The second link's temporary files by the names that users know: what stands in for an input is called as the input, and an object as ld.lld calls
/// those of its own LTO (OUT.lto.o, OUT.lto.1.o). Reports (-Map, --cref, --print-gc-sections) and messages are rewritten so.
/// </summary>
internal sealed class ReportNames(IEnumerable<(string Temporary, string Name)> names)
{
    /// <summary>Longest first: one may be the beginning of another.</summary>
    private readonly (string Temporary, string Name)[] _names = [.. names.OrderByDescending(n => n.Temporary.Length)];

    public string Rewrite(string text)
    {
        foreach ((string temporary, string name) in _names)
        {
            text = text.Replace(temporary, name, StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>Rewrites a report that the linker wrote, where it is a file.</summary>
    public void RewriteFile(string file)
    {
        if (!File.Exists(file) || (File.GetAttributes(file) & FileAttributes.Device) != 0)
        {
            return;
        }

        // Byte by byte: symbols need not be UTF-8.
        string text = File.ReadAllText(file, Encoding.Latin1);
        string rewritten = new ReportNames(_names.Select(n => (Bytewise(n.Temporary), Bytewise(n.Name)))).Rewrite(text);
        if (rewritten != text)
        {
            OutputFile.Replace(file, temporary => File.WriteAllText(temporary, rewritten, Encoding.Latin1));
        }
    }

    /// <summary>A text whose characters are the bytes of its UTF-8.</summary>
    internal static string Bytewise(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
