using System.CommandLine;
using LtoPar.Llvm;

namespace LtoPar.Driver.CommandLine;

/// <summary>The option --llvm-lib, known to every command.</summary>
internal static class LlvmLibraryOption
{
    public static Option<string?> Option { get; } = Create();

    public static void Load(ParseResult result) => LlvmSession.Start(result.GetValue(Option));

    private static Option<string?> Create()
    {
        Option<string?> option = OptionFactory.Text("--llvm-lib", "FILE", "libLLVM to use (default: LTO_PAR_LIBLLVM, else libLLVM.so.22.1)");
        option.Recursive = true;
        return option;
    }
}
