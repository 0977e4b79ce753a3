using System.Text;
using LtoPar.Bitcode.Bitstream;
using LtoPar.Bitcode.DebugInfo;
using LtoPar.Platform;

namespace LtoPar.Bitcode.Metadata;

/// <summary>
/// Indexes the metadata of a module as its bits: where each record of the module-level block lies, and which records it refers to. LLVM reads all of it for
/// every partition and cannot be told not to; with this a partition is given a copy in which the records that it does not need are blank
/// (<see cref="MetadataEditor"/>).
///
/// Numbers are those of the file: strings first, then records in their order. Only the layout that LLVM 22 writes is understood; anything else is named in the
/// exception of <see cref="Read"/>: LLVM then reads all of the debug information, which costs time and nothing else.
/// </summary>
public sealed unsafe class MetadataIndex
{
    private readonly byte* _start;
    private readonly int _length;

    private MetadataIndex(byte* start, int length, ModuleBits module, MetadataRecords records)
    {
        _start = start;
        _length = length;
        Module = module;
        Records = records;
        Types = new MetadataTypes(this);
        Droppable = new DroppableMetadata(this);
    }

    public int Count => Records.Count;

    public int StringCount => Records.Strings.Length;

    /// <summary>The compile units, in the order of the module.</summary>
    public IReadOnlyList<int> Units => Records.Units;

    /// <summary>The records that other named metadata lists: module flags, for one.</summary>
    public IReadOnlyList<int> Named => Records.Named;

    public IReadOnlyList<GlobalAttachment> Attachments => Records.Attachments;

    /// <summary>The functions, by ordinal, that take metadata: their calls name some that is not to be found here.</summary>
    public IReadOnlyList<int> TakesMetadata => Module.TakesMetadata;

    /// <summary>Functions, by ordinal, whose bodies are read whoever needs them.</summary>
    public IReadOnlyList<int> AlwaysRead => Module.AlwaysRead;

    public MetadataTypes Types { get; }

    /// <summary>The metadata that may be left out where no kept record refers to it.</summary>
    public DroppableMetadata Droppable { get; }

    public ModuleBits Module { get; }

    public MetadataRecords Records { get; }

    public ReadOnlySpan<byte> Bytes => new(_start, _length);

    /// <param name="start">The start of a file that has been checked; it must outlive the result.</param>
    /// <returns>Null: the module has no debug information.</returns>
    /// <exception cref="MalformedBitsException">The module is written in a way that is not known here.</exception>
    public static MetadataIndex? Read(byte* start, int length)
    {
        ReadOnlySpan<byte> bytes = new(start, length);
        ModuleBits module = ModuleBits.Read(bytes);
        return module.Metadata >= 0 && MetadataRecords.Read(bytes, module) is { Units.Count: > 0 } records
            ? new MetadataIndex(start, length, module, records)
            : null;
    }

    public MetadataCode CodeOf(int number) => Records.Rows.CodeOf(number);

    /// <summary>The metadata that a record refers to.</summary>
    public ReadOnlySpan<int> TargetsOf(int number) => Records.Rows.TargetsOf(number);

    /// <summary>The operand of each of <see cref="TargetsOf"/>; of lists, which can be longer than a byte counts, at most 255.</summary>
    public ReadOnlySpan<byte> OperandsOf(int number) => Records.Rows.OperandsOf(number);

    /// <summary>How much of a type each of <see cref="TargetsOf"/> needs.</summary>
    public ReadOnlySpan<DebugNeed> NeedsOf(int number) => Records.Rows.NeedsOf(number);

    /// <summary>The number that an operand refers to; -1: nothing.</summary>
    public int TargetOf(int number, int operand) => Records.Rows.TargetOf(number, operand);

    /// <exception cref="MalformedBitsException">It is no string.</exception>
    public string TextOf(int number) => number < StringCount
        ? ByteText.From(Bytes.Slice(Records.Strings[number].Start, Records.Strings[number].Length))
        : throw new MalformedBitsException("a node stands where a text is expected");

    /// <summary>The operands of a record.</summary>
    internal List<ulong> RecordOf(int number)
    {
        BitstreamCursor cursor = new(Bytes, Records.StartOf(number), Records.Width, Module.BlockInfo, Records.Abbreviations);
        cursor.Next();
        return cursor.Record;
    }
}
