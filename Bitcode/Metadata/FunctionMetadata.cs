using LtoPar.Bitcode.Bitstream;
using LtoPar.Bitcode.DebugInfo;

namespace LtoPar.Bitcode.Metadata;

/// <summary>Finds the metadata of the module that one function's body refers to.</summary>
public sealed class FunctionMetadata
{
    private readonly int _count;
    private readonly Action<int, DebugNeed> _found;

    private FunctionMetadata(int count, Action<int, DebugNeed> found)
    {
        _count = count;
        _found = found;
    }

    /// <param name="function">The ordinal of the function.</param>
    /// <param name="found">Is called with metadata of the module, and how much of it is needed if it is a type; with some of it more than once.</param>
    /// <exception cref="MalformedBitsException">The body is written in a way that is not known here.</exception>
    public static void Read(MetadataIndex index, int function, Action<int, DebugNeed> found)
    {
        if (index.Module.Bodies[function] >= 0)
        {
            BitstreamCursor cursor = index.Module.BlockAt(index.Bytes, index.Module.Bodies[function]);
            cursor.EnterBlock();
            new FunctionMetadata(index.Count, found).ReadBody(ref cursor);
        }
    }

    private void ReadBody(ref BitstreamCursor cursor)
    {
        while (cursor.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            if (entry == BitstreamCursor.Entry.Record)
            {
                ReadRecord(cursor.RecordCode, cursor.Record);
            }
            else
            {
                ReadBlock(ref cursor);
            }
        }
    }

    private void ReadBlock(ref BitstreamCursor cursor)
    {
        BitstreamCursor inner = cursor;
        cursor.SkipBlock();
        switch (inner.BlockId)
        {
            case BitcodeBlock.Metadata:
                inner.EnterBlock();
                ReadMetadata(ref inner);
                break;
            case BitcodeBlock.MetadataAttachment:
                inner.EnterBlock();
                ReadAttachments(ref inner);
                break;
        }
    }

    private void ReadRecord(int code, List<ulong> record)
    {
        FunctionRecord.Check(code, record);
        if (FunctionRecord.NamesMetadata(code, record))
        {
            throw new MalformedBitsException("a bundle of a call names metadata");
        }

        if (code == FunctionRecord.Location)
        {
            ReferTo(record[FunctionRecord.LocationScope] - 1);
            ReferTo(record[FunctionRecord.LocationInlinedAt] - 1);
        }
        else if (FunctionRecord.IsDebugInfo(code))
        {
            for (int i = 0; i < FunctionRecord.MetadataOperands(code, record); i++)
            {
                ReferTo(record[i]);
            }
        }
    }

    /// <summary>Reads the function's own metadata, which has the numbers after the module's.</summary>
    private void ReadMetadata(ref BitstreamCursor cursor)
    {
        while (cursor.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            if (entry == BitstreamCursor.Entry.Block)
            {
                throw new MalformedBitsException($"the metadata of a function holds a block of kind {cursor.BlockId}");
            }

            MetadataCode code = MetadataLayout.CodeOf(cursor.RecordCode);
            if (code != MetadataCode.Strings)
            {
                MetadataLayout.Check(code, cursor.Record);
                // How much the function needs of it is not followed up, so all of it is kept.
                bool isType = code is MetadataCode.Node or MetadataCode.DistinctNode or MetadataCode.DerivedType or MetadataCode.CompositeType;
                MetadataReferences.Of(code, cursor.Record, (_, target, _) => ReferTo((ulong)target, isType ? DebugNeed.Layout : DebugNeed.Mention));
            }
        }
    }

    private void ReadAttachments(ref BitstreamCursor cursor)
    {
        while (cursor.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            if (entry == BitstreamCursor.Entry.Block)
            {
                cursor.SkipBlock();
                continue;
            }

            // Attachments of an instruction begin with its number, those of the function do not.
            for (int i = 1 + (cursor.Record.Count % 2); i < cursor.Record.Count; i += 2)
            {
                ReferTo(cursor.Record[i]);
            }
        }
    }

    private void ReferTo(ulong number, DebugNeed need = DebugNeed.Mention)
    {
        if (number < (ulong)_count)
        {
            _found((int)number, need);
        }
    }
}
