using LLVMSharp.Interop;
using LtoPar.CallGraph.Llvm;

namespace LtoPar.Backend;

/// <summary>
/// Options that LLVM keeps in globals: set once per process, before any work, since every context shares them. A second, different set in
/// one process would change what earlier jobs meant, so it is refused.
/// </summary>
internal static unsafe class GlobalLlvmOptions
{
    private static readonly Lock s_lock = new();
    private static string? s_applied;

    public static void Apply(CompileOptions options)
    {
        string[] arguments = [.. Pipelines.GlobalOptions(options.Level), .. options.LlvmArguments];
        string text = string.Join('\0', arguments);
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
            if (arguments.Length > 0)
            {
                Parse(arguments);
            }
        }
    }

    internal static void Parse(string[] arguments)
    {
        byte[][] texts = [LlvmText.ToUtf8("lto-par"), .. arguments.Select(LlvmText.ToUtf8)];
        System.Runtime.InteropServices.GCHandle[] pins = [.. texts.Select(t => System.Runtime.InteropServices.GCHandle.Alloc(t, System.Runtime.InteropServices.GCHandleType.Pinned))];
        sbyte** pointers = stackalloc sbyte*[texts.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            pointers[i] = (sbyte*)pins[i].AddrOfPinnedObject();
        }

        LLVM.ParseCommandLineOptions(texts.Length, pointers, null);
        foreach (System.Runtime.InteropServices.GCHandle pin in pins)
        {
            pin.Free();
        }
    }
}
