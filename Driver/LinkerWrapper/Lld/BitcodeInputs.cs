using LtoPar.Bitcode;
using LtoPar.Bitcode.Archives;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.LinkerWrapper.Lld;

/// <summary>
/// A glance at the files on a linker's command line: whether some are bitcode. Libraries that -l and linker scripts name are not looked at, nor
/// are sections of native objects, so that a no is a guess.
/// </summary>
internal static class BitcodeInputs
{
    public static bool Any(IEnumerable<LinkWord> words) => words.Any(w => w.IsFile && IsBitcode(w.Value!));

    /// <summary>Whether a file is bitcode, or an archive with bitcode in it; false for one that is not there.</summary>
    public static bool IsBitcode(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        try
        {
            using MappedFile file = MappedFile.Open(path);
            ReadOnlySpan<byte> bytes = file.Bytes(0, (int)Math.Min(file.Length, int.MaxValue));
            return BitcodeContainer.IsBitcode(bytes) || IsBitcodeArchive(bytes, path);
        }
        catch (LtoParException)
        {
            // Whatever it is, the linker will say it.
            return false;
        }
    }

    private static bool IsBitcodeArchive(ReadOnlySpan<byte> bytes, string path)
    {
        if (!bytes.StartsWith(ArchiveHeader.Magic) && !bytes.StartsWith(ArchiveHeader.ThinMagic))
        {
            return false;
        }

        ArchiveMembers archive = ArchiveMembers.Read(bytes, path);
        foreach (ArchiveMembers.Member member in archive.Members)
        {
            if (archive.IsThin ? IsBitcode(ArchiveMembers.PathOf(path, member)) : BitcodeContainer.IsBitcode(bytes[member.Start..]))
            {
                return true;
            }
        }

        return false;
    }
}
