using System.Security.Cryptography;
using LtoPar.Bitcode.Bitstream;

namespace LtoPar.Bitcode;

/// <summary>
/// Hashes a module's code and data: its types, attributes, constants and bodies, as bits. Everything that tells where it was compiled (source file, debug
/// information and its strings) is left out, so that a build in another folder has the same hash. Names are not in these blocks either.
/// </summary>
public static class ModuleContent
{
    public static string Hash(ReadOnlySpan<byte> bitcode)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        ReadOnlySpan<byte> stream = BitcodeContainer.Stream(bitcode);
        BitstreamCursor cursor = new(stream);
        while (cursor.NextTopBlock())
        {
            if (cursor.BlockId == BitcodeBlock.Module)
            {
                cursor.EnterBlock();
                AddBlocks(cursor, stream, hash);
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static void AddBlocks(BitstreamCursor module, ReadOnlySpan<byte> stream, IncrementalHash hash)
    {
        while (module.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            if (entry != BitstreamCursor.Entry.Block)
            {
                continue;
            }

            if (module.BlockId is BitcodeBlock.Types or BitcodeBlock.Attributes or BitcodeBlock.AttributeGroups or BitcodeBlock.Constants
                or BitcodeBlock.Function)
            {
                hash.AppendData(stream[(int)(module.Bit / 8)..(int)module.BlockEnd]);
            }

            module.SkipBlock();
        }
    }
}
