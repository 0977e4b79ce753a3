using System.Runtime.InteropServices;
using LtoPar.Bitcode.Bitstream;
using LtoPar.Bitcode.Metadata;

namespace LtoPar.CallGraph.Reader.DebugInfo;

/// <summary>
/// Writes one function's body, as bits, again without its debug information, in its place in a copy of the file; the debug information goes to
/// <see cref="FunctionDebugInfo"/>. <see cref="GraphReader"/>, which reads bodies to see who calls whom, then need not read it, and most of a body is debug
/// information.
/// </summary>
internal sealed class FunctionStripper(MetadataIndex index)
{
    private byte[] _scratch = [];
    private bool _foundAny;

    /// <param name="function">The ordinal of the function.</param>
    /// <param name="copy">A copy of the whole file.</param>
    /// <param name="found">Receives the debug information, in its order.</param>
    /// <exception cref="MalformedBitsException">The body is written in a way that is not known here. It is unchanged.</exception>
    public void Strip(int function, Span<byte> copy, FunctionDebugInfo found)
    {
        long body = index.Module.Bodies[function];
        _foundAny = false;
        if (body < 0)
        {
            return;
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
                WriteBlock(ref cursor, ref writer, found);
                copied = cursor.Bit;
            }
            else
            {
                FunctionRecord.Check(cursor.RecordCode, cursor.Record);
                if (FunctionRecord.IsDebugInfo(cursor.RecordCode))
                {
                    _foundAny = true;
                    found.Record(cursor.RecordCode, cursor.Record);
                    writer.Copy(index.Bytes, copied, cursor.EntryBit);
                    copied = cursor.Bit;
                }
            }
        }

        writer.Copy(index.Bytes, copied, cursor.EntryBit);
        if (_foundAny)
        {
            writer.Fill(cursor.AbbreviationWidth, end - start);
            writer.CopyTo(copy[start..end]);
        }
    }

    private void WriteBlock(ref BitstreamCursor cursor, ref BitstreamWriter writer, FunctionDebugInfo found)
    {
        BitstreamCursor inner = cursor;
        cursor.SkipBlock();
        inner.EnterBlock();
        int length = writer.StartBlock(cursor.AbbreviationWidth, inner.BlockId, inner.AbbreviationWidth);
        switch (inner.BlockId)
        {
            case BitcodeBlock.Metadata:
                WriteMetadata(ref inner, ref writer, found);
                break;
            case BitcodeBlock.MetadataAttachment:
                WriteAttachments(ref inner, ref writer, found);
                break;
            default:
                writer.Copy(index.Bytes, inner.Bit, cursor.Bit);
                break;
        }

        writer.SetLength(length);
    }

    private void WriteMetadata(ref BitstreamCursor cursor, ref BitstreamWriter writer, FunctionDebugInfo found)
    {
        long copied = cursor.Bit;
        while (cursor.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            if (entry == BitstreamCursor.Entry.Block)
            {
                throw new MalformedBitsException($"the metadata of a function holds a block of kind {cursor.BlockId}");
            }

            MetadataCode code = MetadataLayout.CodeOf(cursor.RecordCode);
            if (code == MetadataCode.Strings)
            {
                // Characters stand at whole words, which they still do if nothing before them was left out.
                if ((writer.Bit - copied) % BitstreamWriter.WordBits != 0)
                {
                    throw new MalformedBitsException("strings of a function's metadata would move");
                }

                found.Strings(ref cursor);
                continue;
            }

            MetadataLayout.Check(code, cursor.Record);
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
                    found.Allocation(record[i + 1]);
                }
            }

            if (debug < 0)
            {
                continue;
            }

            if (first == 0)
            {
                found.Subprogram(record[debug + 1]);
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
