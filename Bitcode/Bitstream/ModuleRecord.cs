namespace LtoPar.Bitcode.Bitstream;

/// <summary>Codes of the records in bitcode's module block (llvm/Bitcode/LLVMBitCodes.h), those that matter here.</summary>
internal static class ModuleRecord
{
    public const int Version = 1;
    public const int Variable = 7;
    public const int Function = 8;
    public const int OldAlias = 9;
    public const int Alias = 14;
    public const int IFunc = 18;

    /// <summary>Whether the record makes a symbol.</summary>
    public static bool IsSymbol(int code) => code is Variable or Function or OldAlias or Alias or IFunc;
}
