using System.Globalization;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.LinkJobs;

/// <summary>One bitcode file of a link: a file, or a part of one (a member of an archive).</summary>
/// <param name="Path">The file to open.</param>
/// <param name="Offset">The offset of the bitcode in the file, in bytes.</param>
/// <param name="Size">The bitcode's size in bytes; 0: it goes to the end of the file.</param>
/// <param name="Name">The name that messages give it, such as libx.a(y.o).</param>
/// <param name="Symbols">One for each symbol of the module's table that is for linkers (IrSymbol.IsForLinker), in the table's order.</param>
public sealed record LinkModule(string Path, long Offset, long Size, string Name, IReadOnlyList<LinkSymbol> Symbols)
{
    /// <param name="file">The module's file.</param>
    /// <returns>The bitcode.</returns>
    /// <exception cref="LtoParException">The file is shorter than the job says, or the bitcode is too large.</exception>
    public ReadOnlySpan<byte> BytesIn(MappedFile file)
    {
        long size = Size == 0 ? file.Length - Offset : Size;
        if (Offset < 0 || Offset > file.Length || size < 0 || size > file.Length - Offset)
        {
            throw new LtoParException(
                Name,
                string.Create(CultureInfo.InvariantCulture, $"is truncated: it should be bytes {Offset} to {Offset + Size} of "
                    + $"{Path}, which has {file.Length}; write that file again"));
        }

        return size <= int.MaxValue
            ? file.Bytes(Offset, (int)size)
            : throw new LtoParException(
                Name, string.Create(CultureInfo.InvariantCulture, $"is {size} bytes; modules of 2 GiB and more are not supported"));
    }
}
