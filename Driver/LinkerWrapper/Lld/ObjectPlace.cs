using LtoPar.Elf;

namespace LtoPar.Driver.LinkerWrapper.Lld;

/// <summary>
/// Decides where the objects stand in the second link: before everything that could take an archive member for a symbol which they define (archives, -l,
/// linker scripts), before every bracket in which an object would be something else (--start-lib, --format), and not after the first bitcode file.
/// Native objects before that keep their place.
/// </summary>
internal static class ObjectPlace
{
    private static readonly string[] s_brackets =
    [
        "l", "library", "(", "start-group", "start-lib", "whole-archive", "push-state", "b", "format", "just-symbols", "R", "as-needed", "Bstatic",
        "static", "Bdynamic",
    ];

    /// <param name="line">The words of the second link.</param>
    /// <param name="isBitcode">Whether a file is one that bitcode came from.</param>
    public static int Find(IReadOnlyList<LinkWord> line, Func<string, bool> isBitcode)
    {
        for (int i = 0; i < line.Count; i++)
        {
            if (line[i].IsFile
                ? isBitcode(line[i].Value!) || !IsObject(line[i].Value!)
                : line[i].Is(s_brackets) && line.Skip(i).Any(w => w.IsFile || w.Is("l", "library")))
            {
                return i;
            }
        }

        return line.Count;
    }

    private static bool IsObject(string file)
    {
        const int HeaderBytes = 20;
        if (!File.Exists(file))
        {
            return false;
        }

        using FileStream stream = File.OpenRead(file);
        byte[] header = new byte[HeaderBytes];
        return stream.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) == HeaderBytes && ElfFile.IsRelocatable(header);
    }
}
