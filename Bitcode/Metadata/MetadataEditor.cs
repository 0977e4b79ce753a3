using System.Buffers;
using System.Runtime.InteropServices;
using LtoPar.Bitcode.Bitstream;

namespace LtoPar.Bitcode.Metadata;

/// <summary>
/// Writes a module's metadata block again with less in it, in its place in a copy of the file. All else stays where it is, for the file says in words from its
/// start where functions are. Numbers stay as they are: a record that is left out becomes an empty list, and a string an empty one.
/// </summary>
public static class MetadataEditor
{
    private const int Unabbreviated = 3;
    private const int FirstAbbreviation = 4;
    private const int RecordWidth = 6;

    /// <param name="copy">A copy of the whole file.</param>
    /// <exception cref="MalformedBitsException">There is no room (which takes very short records), and nothing was written.</exception>
    public static void Write(MetadataIndex index, MetadataSelection selection, Span<byte> copy)
    {
        MetadataRecords records = index.Records;
        int start = (int)(records.Start / BitstreamWriter.WordBits) * 4;
        int end = (int)(records.End / 8);
        byte[] block = ArrayPool<byte>.Shared.Rent(end - start);
        try
        {
            BitstreamWriter writer = new(block.AsSpan(0, end - start));
            writer.Copy(index.Bytes, start * 8L, records.Start);
            WriteRecords(index, selection, ref writer);
            writer.Fill(records.Width, end - start);
            writer.CopyTo(copy[start..end]);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static void WriteRecords(MetadataIndex index, MetadataSelection selection, ref BitstreamWriter writer)
    {
        MetadataRecords records = index.Records;
        long copied = records.Start;
        List<(long Start, long End)> dropped = [.. records.Positions, .. selection.DroppedAttachments.Select(a => (a.Start, a.End))];
        if (!selection.HasUnits)
        {
            dropped.Add(records.UnitList);
        }

        dropped.Sort();
        int nextDropped = 0;
        if (records.StringRecord is { } strings)
        {
            CopyTo(index, strings.Start, ref copied, ref writer, dropped, ref nextDropped);
            WriteStrings(index, strings, selection.Kept, ref writer);
            copied = strings.End;
        }

        for (int number = index.StringCount; number < index.Count; number++)
        {
            bool isEdited = selection.Kept[number] < MetadataPart.All || selection.Lists.ContainsKey(number) || selection.UnitsWithoutLists.Contains(number);
            if (isEdited)
            {
                CopyTo(index, records.StartOf(number), ref copied, ref writer, dropped, ref nextDropped);
                WriteRecord(index, selection, number, ref writer);
                copied = records.EndOf(number);
            }
        }

        CopyTo(index, records.LastEnd, ref copied, ref writer, dropped, ref nextDropped);
    }

    /// <summary>Copies the records between the last that was edited and the next, except those that are dropped.</summary>
    private static void CopyTo(
        MetadataIndex index, long end, ref long copied, ref BitstreamWriter writer, List<(long Start, long End)> dropped, ref int nextDropped)
    {
        for (; nextDropped < dropped.Count && dropped[nextDropped].Start < end; nextDropped++)
        {
            writer.Copy(index.Bytes, copied, dropped[nextDropped].Start);
            copied = dropped[nextDropped].End;
        }

        writer.Copy(index.Bytes, copied, end);
        copied = end;
    }

    private static void WriteRecord(MetadataIndex index, MetadataSelection selection, int number, ref BitstreamWriter writer)
    {
        int width = index.Records.Width;
        if (selection.Kept[number] == MetadataPart.None)
        {
            WriteEmpty(width, ref writer);
        }
        else if (selection.Lists.TryGetValue(number, out int[]? members))
        {
            WriteRecord((int)index.CodeOf(number), [.. members.Select(m => (ulong)m + 1)], width, ref writer);
        }
        else
        {
            List<ulong> record = index.RecordOf(number);
            foreach (int operand in selection.Kept[number] == MetadataPart.Name ? MetadataLayout.NotInName : MetadataLayout.UnitLists)
            {
                if (operand < record.Count)
                {
                    record[operand] = 0;
                }
            }

            WriteRecord((int)index.CodeOf(number), CollectionsMarshal.AsSpan(record), width, ref writer);
        }
    }

    /// <summary>Writes an empty list, which most records of a module become.</summary>
    public static void WriteEmpty(int width, ref BitstreamWriter writer) =>
        writer.Fixed(Unabbreviated | (ulong)MetadataCode.Node << width, width + (2 * RecordWidth));

    public static void WriteRecord(int code, scoped ReadOnlySpan<ulong> record, int width, ref BitstreamWriter writer)
    {
        writer.Fixed(Unabbreviated, width);
        writer.Vbr((ulong)code, RecordWidth);
        writer.Vbr((ulong)record.Length, RecordWidth);
        foreach (ulong operand in record)
        {
            writer.Vbr(operand, RecordWidth);
        }
    }

    private static void WriteStrings(MetadataIndex index, MetadataStringRecord strings, MetadataPart[] kept, ref BitstreamWriter writer)
    {
        byte[] lengths = ArrayPool<byte>.Shared.Rent((index.StringCount * 6) + 8);
        BitstreamWriter lengthWriter = new(lengths);
        int characters = 0;
        for (int number = 0; number < index.StringCount; number++)
        {
            int length = kept[number] == MetadataPart.None ? 0 : index.Records.Strings[number].Length;
            characters += length;
            lengthWriter.Vbr((ulong)length, MetadataStringRecord.LengthWidth);
        }

        lengthWriter.Align();
        int lengthBytes = (int)(lengthWriter.Bit / 8);
        writer.Fixed((ulong)(FirstAbbreviation + strings.Abbreviation), index.Records.Width);
        writer.Vbr((ulong)index.StringCount, MetadataStringRecord.NumberWidth);
        writer.Vbr((ulong)lengthBytes, MetadataStringRecord.NumberWidth);
        writer.Vbr((ulong)(lengthBytes + characters), RecordWidth);
        writer.Align();
        writer.Bytes(lengths.AsSpan(0, lengthBytes));
        ArrayPool<byte>.Shared.Return(lengths);
        for (int number = 0; number < index.StringCount; number++)
        {
            if (kept[number] != MetadataPart.None)
            {
                writer.Bytes(index.Bytes.Slice(index.Records.Strings[number].Start, index.Records.Strings[number].Length));
            }
        }

        writer.Align();
    }
}
