using LtoPar.Bitcode.Archives;

namespace LtoPar.Plugin.Resolving;

/// <summary>
/// Puts claimed files into command-line order, in which static constructors run and which decides the bytes of the output. mold 2.42 and later
/// read their inputs on many threads and claim them in any order, without a position; the order is recovered from the linker's command line: an
/// input, or the library that -l found (libNAME.a), then the offset in an archive. Members of a thin archive have paths of their own: such
/// archives are opened. What stands nowhere (an input of a linker script) comes last, by name: the order then is another, but the same every time.
/// </summary>
internal sealed class InputOrder
{
    private readonly Dictionary<string, (int Input, int Member)> _paths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _libraries = new(StringComparer.Ordinal);

    /// <param name="inputs">The inputs in order; a library is spelled "-lNAME".</param>
    public InputOrder(IReadOnlyList<string> inputs)
    {
        for (int i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].StartsWith("-l", StringComparison.Ordinal))
            {
                string name = inputs[i][2..];
                _libraries.TryAdd(name.StartsWith(':') ? name[1..] : $"lib{name}.a", i);
                continue;
            }

            if (_paths.TryAdd(Normal(inputs[i]), (i, 0)))
            {
                AddThinMembers(inputs[i], i);
            }
        }
    }

    /// <param name="files">The files in the order in which they were claimed.</param>
    /// <param name="path">The name that the linker gives the file or the archive.</param>
    /// <param name="offset">The offset in the archive.</param>
    public List<T> Sort<T>(IEnumerable<T> files, Func<T, string> path, Func<T, long> offset)
    {
        // Libraries that are thin: their members are known once the library is.
        List<T> all = [.. files];
        return [.. all
            .OrderBy(f => PositionOf(path(f)))
            .ThenBy(path, StringComparer.Ordinal)
            .ThenBy(offset)];
    }

    private (int Input, int Member) PositionOf(string path) =>
        _paths.TryGetValue(Normal(path), out (int, int) position) ? position
        : _libraries.TryGetValue(Path.GetFileName(path), out int library) ? (library, 0)
        : (int.MaxValue, 0);

    /// <summary>The table of long names ("//") of a thin archive lists its members; headers point into it.</summary>
    private void AddThinMembers(string archive, int input)
    {
        foreach ((string member, int index) in ThinMembers(archive).Select((m, i) => (m, i)))
        {
            _paths.TryAdd(Normal(Path.Combine(Path.GetDirectoryName(archive) ?? "", member)), (input, index + 1));
        }
    }

    internal static IReadOnlyList<string> ThinMembers(string archive)
    {
        byte[] bytes;
        try
        {
            using FileStream stream = File.OpenRead(archive);
            byte[] magic = new byte[ArchiveHeader.ThinMagic.Length];
            if (stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) != magic.Length || !ArchiveHeader.ThinMagic.SequenceEqual(magic))
            {
                return [];
            }

            bytes = File.ReadAllBytes(archive);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }

        List<string> members = [];
        byte[] names = [];
        for (int at = ArchiveHeader.ThinMagic.Length; at + ArchiveHeader.Length <= bytes.Length && ArchiveHeader.Read(bytes.AsSpan(at)) is { } header;)
        {
            at += ArchiveHeader.Length;
            if (header.IsIndex || header.IsNameTable)
            {
                if (header.Size > bytes.Length - at)
                {
                    break;
                }

                names = header.IsNameTable ? bytes[at..(at + (int)header.Size)] : names;
                at += (int)header.PaddedSize;
            }
            else
            {
                members.Add(header.NameIn(names)); // its bytes lie elsewhere
            }
        }

        return members;
    }

    private static string Normal(string path) => Path.GetFullPath(path);
}
