using System.Text;
using LtoPar.Bitcode.Bitstream;

namespace LtoPar.Bitcode;

/// <summary>
/// Finds the symbols that string attributes name and code generation then refers to, without a use in IR: it reads the records of attribute groups, where each
/// distinct attribute is once, however many functions and calls have it.
/// </summary>
public static class AttributeSymbols
{
    private const int GroupRecord = 3;
    private const ulong StringWithValue = 4;

    /// <summary>The attributes whose value is a symbol: X86's getStackProbeSymbolName, and the pass that instruments entries after inlining.</summary>
    private static readonly ulong[][] s_keys =
    [
        .. new[] { "probe-stack", "instrument-function-entry", "instrument-function-entry-inlined", "instrument-function-exit",
            "instrument-function-exit-inlined" }
            .Select(key => (ulong[])[StringWithValue, .. key.Select(c => (ulong)c), 0]),
    ];

    /// <param name="bitcode">A whole module that LLVM has accepted.</param>
    public static HashSet<string> Read(ReadOnlySpan<byte> bitcode)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        BitstreamCursor cursor = new(BitcodeContainer.Stream(bitcode));
        while (cursor.NextTopBlock())
        {
            if (cursor.BlockId == BitcodeBlock.Module)
            {
                cursor.EnterBlock();
                ReadModule(cursor, names);
                return names;
            }
        }

        return names;
    }

    /// <summary>Reads the groups, which come before all symbols.</summary>
    private static void ReadModule(BitstreamCursor module, HashSet<string> names)
    {
        while (module.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            if (entry == BitstreamCursor.Entry.Record)
            {
                if (ModuleRecord.IsSymbol(module.RecordCode))
                {
                    return;
                }
            }
            else if (module.BlockId == BitcodeBlock.AttributeGroups)
            {
                module.EnterBlock();
                ReadGroups(module, names);
                return;
            }
            else
            {
                module.SkipBlock();
            }
        }
    }

    private static void ReadGroups(BitstreamCursor groups, HashSet<string> names)
    {
        while (groups.Next() == BitstreamCursor.Entry.Record)
        {
            if (groups.RecordCode != GroupRecord)
            {
                continue;
            }

            ReadOnlySpan<ulong> record = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(groups.Record);
            foreach (ulong[] key in s_keys)
            {
                if (record.IndexOf(key) is var at && at >= 0)
                {
                    ReadOnlySpan<ulong> value = record[(at + key.Length)..];
                    names.Add(Text(value[..Math.Max(0, value.IndexOf(0UL))]));
                }
            }
        }
    }

    private static string Text(ReadOnlySpan<ulong> characters)
    {
        byte[] bytes = new byte[characters.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)characters[i];
        }

        return Encoding.UTF8.GetString(bytes);
    }
}
