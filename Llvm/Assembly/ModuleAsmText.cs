using LtoPar.Bitcode;
using LtoPar.Bitcode.Bitstream;
using LtoPar.Platform;

namespace LtoPar.Llvm.Assembly;

/// <summary>Reads a module's module-level assembly without LLVM.</summary>
public static class ModuleAsmText
{
    private const int AsmRecord = 4;

    /// <param name="bitcode">Bitcode that has been through <see cref="BitcodeCheck"/>.</param>
    /// <returns>The assembly; empty when the module has no assembly.</returns>
    public static string Read(ReadOnlySpan<byte> bitcode)
    {
        BitstreamCursor cursor = new(BitcodeContainer.Stream(bitcode));
        while (cursor.NextTopBlock())
        {
            if (cursor.BlockId == BitcodeBlock.Module)
            {
                cursor.EnterBlock();
                return ReadFromModule(ref cursor);
            }
        }

        return "";
    }

    /// <summary>Lists everything in it that may be a name.</summary>
    public static HashSet<string> Words(ReadOnlySpan<byte> bitcode)
    {
        HashSet<string> words = new(StringComparer.Ordinal);
        foreach (string statement in AsmWords.Statements(Read(bitcode)))
        {
            words.UnionWith(AsmWords.Split(statement).Select(w => w.Text));
        }

        return words;
    }

    private static string ReadFromModule(ref BitstreamCursor cursor)
    {
        while (cursor.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            if (entry == BitstreamCursor.Entry.Block)
            {
                cursor.SkipBlock();
            }
            else if (cursor.RecordCode == AsmRecord)
            {
                return ByteText.From(cursor.Record.Select(c => (byte)c).ToArray());
            }
        }

        return "";
    }
}
