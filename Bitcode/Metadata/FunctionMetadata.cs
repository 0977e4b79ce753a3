using LtoPar.Bitcode.Bitstream;
using LtoPar.Bitcode.DebugInfo;

namespace LtoPar.Bitcode.Metadata;

/// <summary>What one function's body refers to in the metadata of the module.</summary>
public sealed class FunctionMetadata
{
    private readonly int _count;
    private readonly Action<int, DebugNeed> _found;

    private FunctionMetadata(int count, Action<int, DebugNeed> found)
    {
        _count = count;
        _found = found;
    }

    /// <param name="function">An ordinal.</param>
    /// <param name="found">Metadata of the module, and how much of it is needed if it is a type; some of it more than once.</param>
    /// <returns>Whether that is all: false if the body is written in a way that is not known here.</returns>
    public static bool Read(MetadataIndex index, int function, Action<int, DebugNeed> found)
    {
        if (index.Module.Bodies[function] < 0)
        {
            return true;
        }

        try
        {
            BitstreamCursor cursor = index.Module.BlockAt(index.Bytes, index.Module.Bodies[function]);
            cursor.EnterBlock();
            return new FunctionMetadata(index.Count, found).ReadBody(ref cursor);
        }
        catch (Exception e) when (MalformedBits.Explain(e))
        {
            return false;
        }
    }

    private bool ReadBody(ref BitstreamCursor cursor)
    {
        while (cursor.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            if (entry == BitstreamCursor.Entry.Record ? !ReadRecord(cursor.RecordCode, cursor.Record) : !ReadBlock(ref cursor))
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadBlock(ref BitstreamCursor cursor)
    {
        BitstreamCursor inner = cursor;
        cursor.SkipBlock();
        switch (inner.BlockId)
        {
            case BitcodeBlock.Metadata:
                inner.EnterBlock();
                return ReadMetadata(ref inner);
            case BitcodeBlock.MetadataAttachment:
                inner.EnterBlock();
                ReadAttachments(ref inner);
                return true;
            default:
                return true;
        }
    }

    private bool ReadRecord(int code, List<ulong> record)
    {
        if (FunctionRecord.NamesMetadata(code, record) || !FunctionRecord.IsKnown(code))
        {
            return false;
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

        return true;
    }

    /// <summary>The function's own metadata has the numbers after the module's.</summary>
    private bool ReadMetadata(ref BitstreamCursor cursor)
    {
        while (cursor.Next() is var entry && entry != BitstreamCursor.Entry.End)
        {
            MetadataCode code = (MetadataCode)cursor.RecordCode;
            if (entry == BitstreamCursor.Entry.Block || (code != MetadataCode.Strings && !MetadataLayout.IsKnown(cursor.RecordCode, cursor.Record)))
            {
                return false;
            }

            if (code != MetadataCode.Strings)
            {
                // What it is needed for within the function is not followed up: all of it, then.
                bool isType = code is MetadataCode.Node or MetadataCode.DistinctNode or MetadataCode.DerivedType or MetadataCode.CompositeType;
                MetadataReferences.Of(code, cursor.Record, (_, target, _) => ReferTo((ulong)target, isType ? DebugNeed.Layout : DebugNeed.Mention));
            }
        }

        return true;
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

            // Of an instruction, whose number comes first, or of the function.
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
