using LtoPar.Bitcode.Bitstream;
using LtoPar.Platform;

namespace LtoPar.Bitcode;

/// <summary>
/// Finds the symbols that are marked dso_local and are no locals, which always are. The C API does not tell: it reads the records of the module block
/// (BitcodeWriter's writeModuleInfo), whose names are in the string table behind it. Modules without a string table are older than the mark.
/// </summary>
public static class DsoLocalNames
{
    private const int VersionWithNames = 2;
    private const int NameFields = 2;
    private const int Linkage = NameFields + 3;
    private const int Internal = 3;
    private const int Private = 9;
    private const int VariableMark = NameFields + 13;
    private const int FunctionMark = NameFields + 15;
    private const int AliasMark = NameFields + 8;

    /// <param name="bitcode">A whole module that LLVM has accepted.</param>
    /// <exception cref="MalformedBitsException">A name is not in the string table.</exception>
    public static HashSet<string> Read(ReadOnlySpan<byte> bitcode)
    {
        List<(ulong Offset, ulong Length)> marked = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        BitstreamCursor cursor = new(BitcodeContainer.Stream(bitcode));
        while (cursor.NextTopBlock())
        {
            if (cursor.BlockId == BitcodeBlock.Module)
            {
                cursor.EnterBlock();
                ReadModule(ref cursor, marked);
            }
            else if (cursor.BlockId == BitcodeBlock.StringTable && marked.Count > 0)
            {
                cursor.EnterBlock();
                if (cursor.Next() == BitstreamCursor.Entry.Record)
                {
                    ReadOnlySpan<byte> strings = cursor.Blob;
                    foreach ((ulong offset, ulong length) in marked)
                    {
                        names.Add(ByteText.From(NameAt(strings, offset, length)));
                    }
                }
            }
        }

        return names;
    }

    private static void ReadModule(ref BitstreamCursor module, List<(ulong Offset, ulong Length)> marked)
    {
        while (module.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            if (entry == BitstreamCursor.Entry.Block)
            {
                module.SkipBlock();
                continue;
            }

            if (module.RecordCode == ModuleRecord.Version && (module.Record.Count == 0 || module.Record[0] < VersionWithNames))
            {
                return;
            }

            int mark = module.RecordCode switch
            {
                ModuleRecord.Variable => VariableMark,
                ModuleRecord.Function => FunctionMark,
                ModuleRecord.Alias => AliasMark,
                _ => int.MaxValue,
            };
            if (module.Record.Count > mark && module.Record[mark] != 0 && module.Record[Linkage] is not (Internal or Private))
            {
                marked.Add((module.Record[0], module.Record[1]));
            }
        }
    }

    private static ReadOnlySpan<byte> NameAt(ReadOnlySpan<byte> strings, ulong offset, ulong length) =>
        offset <= (ulong)strings.Length && length <= (ulong)strings.Length - offset
            ? strings.Slice((int)offset, (int)length)
            : throw new MalformedBitsException("a symbol's name is not in the string table");
}
