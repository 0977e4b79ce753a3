using System.Buffers.Binary;
using System.Text;
using LtoPar.Elf;

namespace LtoPar.Plugin.Claiming;

/// <summary>
/// Commons of native objects, for gold. Where bitcode has a common of a name and a native object a larger one, gold takes the bitcode's symbol, and then the
/// size that the object of LTO gives it: the native object writes past its end. So the plugin looks up how large, and how aligned, native
/// objects have the commons that bitcode defines.
/// </summary>
internal sealed class NativeCommons
{
    private const uint SymbolTable = 2;
    private const int CommonSection = 0xfff2;

    private readonly List<(string Path, long Offset, long Size)> _objects = [];

    /// <summary>
    /// An input that the plugin has not claimed. Members of archives that are not linked may be among them: a common only grows too large by them.
    /// </summary>
    public void Add(string path, long offset, long size) => _objects.Add((path, offset, size));

    /// <returns>Size and alignment of the names that are commons of native objects, the largest of each, sorted by name.</returns>
    public SortedDictionary<string, (ulong Size, ulong Alignment)> Find(IReadOnlySet<string> names)
    {
        SortedDictionary<string, (ulong Size, ulong Alignment)> found = new(StringComparer.Ordinal);
        if (names.Count == 0)
        {
            return found;
        }

        foreach ((string path, long offset, long size) in _objects)
        {
            try
            {
                using FileStream stream = File.OpenRead(path);
                Look(
                    (at, buffer) =>
                    {
                        stream.Position = offset + at;
                        return stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
                    },
                    size,
                    names,
                    found);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The linker has read it, and speaks if it cannot any more.
            }
        }

        return found;
    }

    private static void Look(ElfSections.Reader read, long size, IReadOnlySet<string> names, SortedDictionary<string, (ulong Size, ulong Alignment)> found)
    {
        byte[] header = new byte[ElfSections.HeaderBytes];
        if (ElfSections.Read(header.AsSpan(0, read(0, header)), size, read) is not { } sections)
        {
            return;
        }

        for (int i = 0; i < sections.Count; i++)
        {
            if (sections.TypeOf(i) == SymbolTable && sections.LinkOf(i) is var link && link >= 0 && link < sections.Count)
            {
                Look(Bytes(sections, i, size, read), Bytes(sections, link, size, read), sections.IsWide, names, found);
            }
        }
    }

    private static void Look(
        ReadOnlySpan<byte> symbols, ReadOnlySpan<byte> strings, bool wide, IReadOnlySet<string> names,
        SortedDictionary<string, (ulong Size, ulong Alignment)> found)
    {
        int entry = wide ? 24 : 16;
        for (; symbols.Length >= entry; symbols = symbols[entry..])
        {
            if (BinaryPrimitives.ReadUInt16LittleEndian(symbols[(wide ? 6 : 14)..]) != CommonSection)
            {
                continue;
            }

            uint at = BinaryPrimitives.ReadUInt32LittleEndian(symbols);
            ReadOnlySpan<byte> text = at < strings.Length ? strings[(int)at..] : default;
            int end = text.IndexOf((byte)0);
            string name = Encoding.UTF8.GetString(text[..Math.Max(end, 0)]);
            if (names.Contains(name))
            {
                ulong alignment = wide ? BinaryPrimitives.ReadUInt64LittleEndian(symbols[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(symbols[4..]);
                ulong size = wide ? BinaryPrimitives.ReadUInt64LittleEndian(symbols[16..]) : BinaryPrimitives.ReadUInt32LittleEndian(symbols[8..]);
                (ulong Size, ulong Alignment) before = found.GetValueOrDefault(name);
                found[name] = (Math.Max(before.Size, size), Math.Max(before.Alignment, alignment));
            }
        }
    }

    private static byte[] Bytes(ElfSections sections, int section, long size, ElfSections.Reader read)
    {
        long start = sections.OffsetOf(section);
        long length = sections.SizeOf(section);
        if (start < 0 || length < 0 || start > size || length > size - start || length > int.MaxValue)
        {
            return [];
        }

        byte[] bytes = new byte[length];
        return read(start, bytes) == bytes.Length ? bytes : [];
    }
}
