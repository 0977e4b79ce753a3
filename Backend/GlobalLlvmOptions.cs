using LLVMSharp.Interop;

namespace LtoPar.Backend;

/// <summary>
/// Options that LLVM keeps in globals: set once per process, before any work, since every context shares them. A second, different set in
/// one process would change what earlier jobs meant, so it is refused.
/// </summary>
internal static unsafe class GlobalLlvmOptions
{
    private static readonly Lock s_lock = new();
    private static string? s_applied;

    /// <summary>The user's words after those of the level, so that they count. Words that LLVM refuses end the process (<see cref="OptionParser"/>).</summary>
    public static void Apply(CompileOptions options)
    {
        IReadOnlyList<string> level = Pipelines.GlobalOptions(options.Level);
        string text = string.Join('\0', [.. level, .. options.LlvmArguments]);
        lock (s_lock)
        {
            if (s_applied == text)
            {
                return;
            }

            if (s_applied is not null)
            {
                throw new InvalidOperationException("LLVM's global options are set once per process");
            }

            s_applied = text;
            Parse(level);
            if (options.LlvmArguments.Count > 0)
            {
                OptionParser.Parse(options.LlvmArguments);
            }
        }
    }

    /// <param name="arguments">Known to be right: LLVM's C API does not say what it refuses.</param>
    internal static void Parse(IReadOnlyList<string> arguments)
    {
        if (arguments.Count > 0)
        {
            using LlvmStrings texts = new(["lto-par", .. arguments]);
            LLVM.ParseCommandLineOptions(arguments.Count + 1, texts.Pointers, null);
        }
    }
}
