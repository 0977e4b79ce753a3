using System.Runtime.InteropServices;
using LtoPar.Bitcode.Bitstream;
using LtoPar.Bitcode.Metadata;

namespace LtoPar.CallGraph.Reader.DebugInfo;

/// <summary>
/// One function's body as bits: written again without its debug information, in its place in a copy of the file; what that was goes to <see cref="FunctionDebugInfo"/>.
/// What reads bodies to see who calls whom (<see cref="GraphReader"/>) then need not read that, and most of a body is that.
/// </summary>
internal sealed class FunctionStripper(MetadataIndex index)
{
    private byte[] _scratch = [];
    private bool _foundAny;

    /// <param name="function">An ordinal.</param>
    /// <param name="copy">Of the whole file.</param>
    /// <param name="found">Where the debug information goes, in its order.</param>
    /// <returns>False: the body is written in a way that is not known here, or there is no room. It is as it was.</returns>
    public bool Strip(int function, Span<byte> copy, FunctionDebugInfo found)
    {
        long body = index.Module.Bodies[function];
        _foundAny = false;
        if (body < 0)
        {
            return true;
        }

        BitstreamCursor cursor = index.Module.BlockAt(index.Bytes, body);
        int start = (int)(body / BitstreamWriter.WordBits) * 4;
        int end = (int)cursor.BlockEnd;
        cursor.EnterBlock();
        Span<byte> scratch = Scratch(end - start);
        BitstreamWriter writer = new(scratch);
        long copied = start * 8L;
        while (cursor.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            if (entry == BitstreamCursor.Entry.Block)
            {
                writer.Copy(index.Bytes, copied, cursor.EntryBit);
                if (!WriteBlock(ref cursor, ref writer, found))
                {
                    return false;
                }

                copied = cursor.Bit;
            }
            else if (FunctionRecord.IsDebugInfo(cursor.RecordCode))
            {
                _foundAny = true;
                found.Record(cursor.RecordCode, cursor.Record);
                writer.Copy(index.Bytes, copied, cursor.EntryBit);
                copied = cursor.Bit;
            }
            else if (!FunctionRecord.IsKnown(cursor.RecordCode))
            {
                return false;
            }
        }

        writer.Copy(index.Bytes, copied, cursor.EntryBit);
        if (!_foundAny)
        {
            return true;
        }

        if (!writer.Fill(cursor.AbbreviationWidth, end - start))
        {
            return false;
        }

        writer.CopyTo(copy[start..end]);
        return true;
    }

    private bool WriteBlock(ref BitstreamCursor cursor, ref BitstreamWriter writer, FunctionDebugInfo found)
    {
        BitstreamCursor inner = cursor;
        cursor.SkipBlock();
        inner.EnterBlock();
        int length = writer.StartBlock(cursor.AbbreviationWidth, inner.BlockId, inner.AbbreviationWidth);
        bool isKnown = true;
        switch (inner.BlockId)
        {
            case BitcodeBlock.Metadata:
                isKnown = WriteMetadata(ref inner, ref writer, found);
                break;
            case BitcodeBlock.MetadataAttachment:
                WriteAttachments(ref inner, ref writer, found);
                break;
            default:
                writer.Copy(index.Bytes, inner.Bit, cursor.Bit);
                break;
        }

        writer.SetLength(length);
        return isKnown;
    }

    private bool WriteMetadata(ref BitstreamCursor cursor, ref BitstreamWriter writer, FunctionDebugInfo found)
    {
        long copied = cursor.Bit;
        while (cursor.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            MetadataCode code = (MetadataCode)cursor.RecordCode;
            if (entry == BitstreamCursor.Entry.Block || (code != MetadataCode.Strings && !MetadataLayout.IsKnown(cursor.RecordCode, cursor.Record)))
            {
                return false;
            }

            if (code == MetadataCode.Strings)
            {
                // Characters stand at whole words, which they still do if nothing before them was left out.
                if ((writer.Bit - copied) % BitstreamWriter.WordBits != 0 || !found.Strings(ref cursor))
                {
                    return false;
                }

                continue;
            }

            found.Node(code, cursor.Record);
            if (DroppableMetadata.IsDebugInfo(code))
            {
                _foundAny = true;
                writer.Copy(index.Bytes, copied, cursor.EntryBit);
                MetadataEditor.WriteEmpty(cursor.AbbreviationWidth, ref writer);
                copied = cursor.Bit;
            }
        }

        writer.Copy(index.Bytes, copied, cursor.EntryBit);
        writer.EndBlock(cursor.AbbreviationWidth);
        return true;
    }

    private void WriteAttachments(ref BitstreamCursor cursor, ref BitstreamWriter writer, FunctionDebugInfo found)
    {
        long copied = cursor.Bit;
        while (cursor.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            if (entry == BitstreamCursor.Entry.Block)
            {
                cursor.SkipBlock();
                continue;
            }

            List<ulong> record = cursor.Record;
            int first = record.Count % 2;
            int debug = -1;
            for (int i = first; i < record.Count; i += 2)
            {
                debug = (int)record[i] == index.Module.DebugKind ? i : debug;
                if ((int)record[i] == index.Module.AllocationKind)
                {
                    found.Allocation((int)record[i + 1]);
                }
            }

            if (debug < 0)
            {
                continue;
            }

            if (first == 0)
            {
                found.Subprogram((int)record[debug + 1]);
            }

            _foundAny = true;
            writer.Copy(index.Bytes, copied, cursor.EntryBit);
            copied = cursor.Bit;
            record.RemoveRange(debug, 2);
            if (record.Count > first)
            {
                MetadataEditor.WriteRecord((int)MetadataCode.Attachment, CollectionsMarshal.AsSpan(record), cursor.AbbreviationWidth, ref writer);
            }
        }

        writer.Copy(index.Bytes, copied, cursor.EntryBit);
        writer.EndBlock(cursor.AbbreviationWidth);
    }

    private Span<byte> Scratch(int bytes)
    {
        if (_scratch.Length < bytes)
        {
            _scratch = new byte[Math.Max(bytes, _scratch.Length * 2)];
        }

        return _scratch.AsSpan(0, bytes);
    }
}
