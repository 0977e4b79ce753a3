using LtoPar.Bitcode;
using LtoPar.Bitcode.Bitstream;
using LtoPar.Bitcode.Symbols;
using LtoPar.Platform;

namespace LtoPar.Plugin.Claiming;

/// <summary>
/// Decides whether a module can be linked, and whether its symbol table can be believed: it must be written by the LLVM that lto-par loads, because
/// another one may know other runtime functions, and speak of as many modules as there are (tools that join files leave tables behind).
/// </summary>
internal static class ModuleReader
{
    private const string TrustedProducer = "22.";

    /// <returns>Null when the table must be made anew.</returns>
    /// <exception cref="LtoParException">The module is for ThinLTO.</exception>
    /// <exception cref="MalformedBitsException">It is malformed.</exception>
    public static IrSymbolTable? Read(ReadOnlySpan<byte> bitcode, string name)
    {
        BitcodeContents contents = BitcodeContainer.Inspect(bitcode);
        if (contents.IsForThinLto)
        {
            throw new LtoParException(name, "is ThinLTO bitcode, and lto-par does full LTO; compile it with -flto instead of -flto=thin");
        }

        if (contents.Modules == 0)
        {
            throw new MalformedBitsException("it holds no module");
        }

        IrSymbolTable? table = IrSymbolTable.Read(bitcode);
        return table is not null && table.ModuleCount == contents.Modules && table.Producer.StartsWith(TrustedProducer, StringComparison.Ordinal)
            ? table
            : null;
    }
}
