namespace LtoPar.Bitcode.Bitstream;

/// <summary>Ids of the blocks of bitcode (llvm/Bitcode/LLVMBitCodes.h), those that matter here.</summary>
public static class BitcodeBlock
{
    public const int BlockInfo = 0;
    public const int Module = 8;
    public const int AttributeGroups = 10;
    public const int Attributes = 9;
    public const int Constants = 11;
    public const int Function = 12;
    public const int Identification = 13;
    public const int Metadata = 15;
    public const int MetadataAttachment = 16;
    public const int Types = 17;
    public const int ThinLtoSummary = 20;
    public const int MetadataKinds = 22;
    public const int StringTable = 23;
    public const int FullLtoSummary = 24;
    public const int SymbolTable = 25;

    /// <summary>The id of a block that no reader knows: it fills the rest of a place that was larger.</summary>
    public const int Filler = 63;
}
