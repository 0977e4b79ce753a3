using System.Globalization;
using LtoPar.Bitcode.Archives;
using LtoPar.Elf;
using LtoPar.LinkJobs;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.LinkerWrapper.Lld;

/// <summary>The bitcode of one module of a link, wherever it lies: in a file, in an archive, beside a thin archive, in a section of a native object.</summary>
internal sealed class BitcodeBytes : IDisposable
{
    private readonly MappedFile _file;
    private readonly long _offset;
    private readonly int _size;

    private BitcodeBytes(MappedFile file, long offset, int size)
    {
        _file = file;
        _offset = offset;
        _size = size;
        ReadOnlySpan<byte> bytes = file.Bytes(offset, size);
        if (bytes.StartsWith("\x7f"u8) && bytes[1..].StartsWith("ELF"u8))
        {
            BitcodeRange bitcode = FatObject.Find(bytes[..Math.Min(size, ElfSections.HeaderBytes)], size, Read)
                ?? throw new LtoParException(file.Path, "holds no bitcode, though ld.lld found some; link again");
            _offset = offset + bitcode.Offset;
            _size = (int)bitcode.Size;
        }

        int Read(long at, Span<byte> buffer)
        {
            int count = (int)Math.Clamp(size - at, 0, buffer.Length);
            file.Bytes(offset + at, count).CopyTo(buffer);
            return count;
        }
    }

    public ReadOnlySpan<byte> Span => _file.Bytes(_offset, _size);

    /// <param name="thinArchives">Those that have been read, by their paths: a thin archive is read once for all of its members.</param>
    /// <exception cref="LtoParException">The file is not what it was when the linker read it.</exception>
    public static BitcodeBytes Open(LinkModule module, Dictionary<string, ArchiveMembers> thinArchives)
    {
        MappedFile file = MappedFile.Open(module.Path);
        try
        {
            if (module.Offset > 0 && file.Bytes(0, (int)Math.Min(file.Length, ArchiveHeader.ThinMagic.Length)).SequenceEqual(ArchiveHeader.ThinMagic))
            {
                if (!thinArchives.TryGetValue(module.Path, out ArchiveMembers? members))
                {
                    members = ArchiveMembers.Read(file.Bytes(0, Size(file, 0, 0)), module.Path);
                    thinArchives.Add(module.Path, members);
                }

                ArchiveMembers.Member member = members.Members.FirstOrDefault(m => m.Start == module.Offset);
                if (member.Name is null)
                {
                    throw new LtoParException(module.Path, string.Create(CultureInfo.InvariantCulture, $"has no member at byte {module.Offset}; link again"));
                }

                file.Dispose();
                file = MappedFile.Open(ArchiveMembers.PathOf(module.Path, member));
                return new BitcodeBytes(file, 0, Size(file, 0, 0));
            }

            return new BitcodeBytes(file, module.Offset, Size(file, module.Offset, module.Size));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose() => _file.Dispose();

    private static int Size(MappedFile file, long offset, long size)
    {
        size = size > 0 ? size : file.Length - offset;
        return size <= int.MaxValue && offset <= file.Length - size
            ? (int)size
            : throw new LtoParException(file.Path, "is not what it was when ld.lld read it; link again");
    }
}
