using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LtoPar.LibLTO;
using LtoPar.Llvm;
using LtoPar.Platform;
using LtoPar.Platform.Files;
using LtoPar.Platform.Native;

namespace LtoPar.Backend;

/// <summary>
/// Parses the user's options with LLVM's parser. The parser of the C API does not report unknown options. libLTO's reports them on stderr and calls exit(1): so
/// stderr is a file in memory meanwhile, and a function that exit calls prints its text as one line of ours. That way does not return, and need not: the
/// command line is wrong.
/// </summary>
internal static unsafe class OptionParser
{
    /// <summary>The name that LLVM gives the program.</summary>
    private const string Program = "libLLVMLTO";

    private static StandardErrorText? s_heard;

    /// <summary>Ends the process with one line on stderr and status 1 if LLVM refuses a word. To be called while there is one thread.</summary>
    public static void Parse(IReadOnlyList<string> words)
    {
        LtoLibrary.Load("-mllvm");
        if (Posix.CallOnExit(&OnExit, null) != 0)
        {
            throw new InvalidOperationException("nothing can be called at exit");
        }

        using LlvmStrings texts = new(words);
        using StandardErrorText heard = new();
        s_heard = heard;
        LTO.set_debug_options(texts.Pointers, words.Count);
        s_heard = null;
        Console.Error.Write(heard.Stop());
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnExit(int status, void* context)
    {
        if (s_heard is not { } heard)
        {
            return;
        }

        string said = heard.Stop();
        if (status == 0)
        {
            return; // --help, which LLVM has answered
        }

        Console.Error.WriteLine($"lto-par: error: -mllvm: {InOurWords(said)}");
        ScratchFolders.RemoveAllAndExit(1);
    }

    private static string InOurWords(string said) =>
        OneLine.Of(said.Replace(Program + ": ", "", StringComparison.Ordinal).Replace(Program, "lto-par -mllvm", StringComparison.Ordinal));
}
