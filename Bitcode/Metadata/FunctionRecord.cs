using LtoPar.Bitcode.Bitstream;

namespace LtoPar.Bitcode.Metadata;

/// <summary>Codes of the records in a function's body (llvm/Bitcode/LLVMBitCodes.h, LLVM 22), those that matter here, and their operands.</summary>
public static class FunctionRecord
{
    public const int LocationAgain = 33;
    public const int Location = 35;
    public const int Bundle = 55;
    public const int FirstDebugRecord = 61;
    public const int Assign = 63;
    public const int SimpleValue = 64;
    public const int Label = 65;
    public const int DeclareValue = 66;

    /// <summary>Operands of a location: references plus one.</summary>
    public const int LocationScope = 2;
    public const int LocationInlinedAt = 3;

    /// <summary>Operands of a debug record: numbers.</summary>
    public const int RecordLocation = 0;
    public const int RecordVariable = 1;

    private const ulong BundleMetadata = 0x80000000;

    public static bool IsDebugInfo(int code) => code is LocationAgain or Location or (>= FirstDebugRecord and <= DeclareValue);

    /// <exception cref="MalformedBitsException">There are no such records, or it is debug information with too few operands.</exception>
    public static void Check(int code, List<ulong> record)
    {
        int fewest = code switch
        {
            Location => LocationInlinedAt + 1,
            Label => RecordLocation + 1,
            >= FirstDebugRecord => RecordVariable + 1,
            _ => 0,
        };
        if (code is < 0 or > DeclareValue || record.Count < fewest)
        {
            throw new MalformedBitsException($"a body has a record of kind {code} with {record.Count} operands");
        }
    }

    /// <summary>Whether the record is a bundle that names metadata.</summary>
    public static bool NamesMetadata(int code, List<ulong> record) => code == Bundle && record.Exists(operand => (operand & BundleMetadata) != 0);

    /// <summary>The number of operands of a debug record that are numbers of metadata.</summary>
    public static int MetadataOperands(int code, List<ulong> record) => code == SimpleValue ? Math.Min(3, record.Count) : record.Count;
}
