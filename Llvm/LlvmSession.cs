using LLVMSharp.Interop;
using LtoPar.Platform;
using LtoPar.Platform.Crashes;
using LtoPar.Platform.Native;

namespace LtoPar.Llvm;

/// <summary>
/// Sets up LLVM for this process. Nearly all that LLVM has besides contexts is global: the library, the registered targets, the options, the handler of fatal
/// errors; and so are the handlers of signals and the settings of the heap that it lives in. All of it is set here, in one order, before any other call of
/// LLVM: <see cref="Start"/>, and then <see cref="SetOptions"/>. No code below this room asks whether that has been done.
///
/// Two options are set for all work: the values of <see cref="PrefixOptions"/> outside of the prefix, and that bitcode keeps the order of use lists. Passes
/// walk use lists; without the order, a module that was written and read again would be optimised to other code than one that stayed in memory, as it does in a
/// linker. It costs 3 % of a partition's bytes.
/// </summary>
public static unsafe class LlvmSession
{
    private static readonly Lock s_lock = new();
    private static bool s_isStarted;
    private static string? s_options;

    /// <summary>Loads the library, registers its targets, and installs the handlers of fatal errors and signals; later calls do nothing.</summary>
    /// <param name="library">The path of libLLVM; null: the one that is found.</param>
    /// <exception cref="LtoParException">There is no such library, it cannot be loaded, or its version is wrong.</exception>
    public static void Start(string? library)
    {
        lock (s_lock)
        {
            if (s_isStarted)
            {
                return;
            }

            FatalErrors.Install(LlvmLibrary.Load(library));
            NativeCrash.Install();
            WorkerHeap.Configure();
            RegisterTargets();
            ParseOptions(["-preserve-bc-uselistorder", .. PrefixOptions.Otherwise]);
            s_isStarted = true;
        }
    }

    /// <summary>
    /// Sets the options that every context shares, once, before there is work. A second, different set in one process would change what earlier work
    /// meant, so it is refused.
    /// </summary>
    /// <param name="own">Options of lto-par's that are known to be right: LLVM's C API does not report the words that it refuses.</param>
    /// <param name="words">The user's words; they come later, so that they count.</param>
    /// <param name="parse">Parses the user's words, and reports those that LLVM refuses.</param>
    public static void SetOptions(IReadOnlyList<string> own, IReadOnlyList<string> words, Action<IReadOnlyList<string>> parse)
    {
        string text = string.Join('\0', [.. own, .. words]);
        lock (s_lock)
        {
            if (s_options == text)
            {
                return;
            }

            if (s_options is not null)
            {
                throw new InvalidOperationException("LLVM's global options are set once per process");
            }

            s_options = text;
            ParseOptions(own);
            if (words.Count > 0)
            {
                parse(words);
            }
        }
    }

    /// <summary>Sets options for a while, or for a part of LLVM: no other thread may be using them.</summary>
    /// <param name="arguments">Options that are known to be right: LLVM's C API does not report the words that it refuses.</param>
    public static void ParseOptions(IReadOnlyList<string> arguments)
    {
        if (arguments.Count > 0)
        {
            using LlvmStrings texts = new(["lto-par", .. arguments]);
            LLVM.ParseCommandLineOptions(arguments.Count + 1, texts.Pointers, null);
        }
    }

    private static void RegisterTargets()
    {
        LLVM.InitializeAllTargetInfos();
        LLVM.InitializeAllTargets();
        LLVM.InitializeAllTargetMCs();
        LLVM.InitializeAllAsmParsers();
        LLVM.InitializeAllAsmPrinters();
    }
}
