using System.Buffers;
using LtoPar.Bitcode.Bitstream;

namespace LtoPar.Bitcode;

/// <summary>
/// Finds the names of structure types in a module, and leaves them out of a copy. No code depends on them, but they tell how many types of a name a merge
/// has met before ("class.std::map.23"), so that an edit of one file would change the bytes of partitions that have nothing to do with it. The names of target
/// extension types are what these types are, and stay.
/// </summary>
public sealed class TypeNames
{
    private const int StructNameRecord = 19;
    private const int TargetTypeRecord = 26;

    private readonly List<(long Start, long End)> _names = [];
    private readonly int _width;
    private long _start;
    private long _lastRecordEnd;
    private long _end;

    private TypeNames(int width)
    {
        _width = width;
    }

    /// <returns>Null: there are none.</returns>
    /// <exception cref="MalformedBitsException">The module is not written as it is known here.</exception>
    public static TypeNames? Find(ReadOnlySpan<byte> bytes)
    {
        BitstreamCursor cursor = BitstreamCursor.OfFile(bytes);
        while (cursor.NextTopBlock())
        {
            if (cursor.BlockId == BitcodeBlock.Module)
            {
                cursor.EnterBlock();
                return FindInModule(ref cursor);
            }
        }

        return null;
    }

    /// <param name="copy">A copy of the whole file, in which nothing else moves.</param>
    /// <exception cref="MalformedBitsException">There is no room, which takes very short names, and nothing was written.</exception>
    public void Drop(Span<byte> copy)
    {
        int start = (int)(_start / 8);
        int end = (int)(_end / 8);
        byte[] block = ArrayPool<byte>.Shared.Rent(end - start);
        try
        {
            BitstreamWriter writer = new(block.AsSpan(0, end - start));
            long copied = _start;
            foreach ((long from, long to) in _names)
            {
                writer.Copy(copy, copied, from);
                copied = to;
            }

            writer.Copy(copy, copied, _lastRecordEnd);
            writer.Fill(_width, end - start);
            writer.CopyTo(copy[start..end]);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static TypeNames? FindInModule(ref BitstreamCursor cursor)
    {
        while (cursor.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            if (entry != BitstreamCursor.Entry.Block)
            {
                continue;
            }

            if (cursor.BlockId == BitcodeBlock.BlockInfo)
            {
                cursor.ReadBlockInfo();
            }
            else if (cursor.BlockId == BitcodeBlock.Types)
            {
                cursor.EnterBlock();
                TypeNames names = new(cursor.AbbreviationWidth);
                names.Read(ref cursor);
                return names._names.Count > 0 ? names : null;
            }
            else
            {
                cursor.SkipBlock();
            }
        }

        return null;
    }

    private void Read(ref BitstreamCursor cursor)
    {
        _start = _lastRecordEnd = cursor.Bit;
        _end = cursor.BlockEnd * 8;
        bool isName = false;
        while (cursor.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            if (entry == BitstreamCursor.Entry.Block)
            {
                throw new MalformedBitsException("there is a block among the types");
            }

            if (isName && cursor.RecordCode == TargetTypeRecord)
            {
                _names.RemoveAt(_names.Count - 1);
            }

            isName = cursor.RecordCode == StructNameRecord;
            if (isName)
            {
                _names.Add((cursor.EntryBit, cursor.Bit));
            }

            _lastRecordEnd = cursor.Bit;
        }
    }
}
