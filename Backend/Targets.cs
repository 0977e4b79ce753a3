using LLVMSharp.Interop;
using LtoPar.Llvm;
using LtoPar.Platform;

namespace LtoPar.Backend;

/// <summary>
/// LLVM's targets: registered once per process, looked up by triple. With them go the options that must hold for all work, whatever it is:
/// what the passes of a partition need (<see cref="PrefixOptions"/>), and the order of use lists is written to bitcode. Passes walk use lists;
/// without the order, a module that was written and read again would be optimised to other code than one that stayed in memory, as it does in
/// a linker. It costs 3 % of a partition's bytes.
/// </summary>
public static unsafe class Targets
{
    private static readonly Lock s_lock = new();
    private static bool s_initialized;

    public static void EnsureInitialized()
    {
        lock (s_lock)
        {
            if (!s_initialized)
            {
                LlvmTargets.Register();
                GlobalLlvmOptions.Parse(["-preserve-bc-uselistorder", .. PrefixOptions.Otherwise]);
                s_initialized = true;
            }
        }
    }

    /// <summary>The triple to compile for: the module's, or the host's for a module without one, as llc does.</summary>
    public static string TripleOrHost(string triple) =>
        triple.Length > 0 ? triple : LlvmText.TakeMessage(LLVM.GetDefaultTargetTriple());

    public static bool IsElf(string triple) =>
        !triple.Contains("windows", StringComparison.Ordinal) && !triple.Contains("apple", StringComparison.Ordinal)
            && !triple.Contains("darwin", StringComparison.Ordinal) && !triple.Contains("wasm", StringComparison.Ordinal)
            && !triple.Contains("aix", StringComparison.Ordinal) && !triple.Contains("uefi", StringComparison.Ordinal);

    /// <exception cref="LtoParException">The library has no such target.</exception>
    public static LLVMTarget* Find(string triple, string file)
    {
        EnsureInitialized();
        LLVMTarget* target;
        sbyte* message;
        fixed (byte* text = LlvmText.ToUtf8(triple))
        {
            if (LLVM.GetTargetFromTriple((sbyte*)text, &target, &message) == 0)
            {
                return target;
            }
        }

        string reason = LlvmText.TakeMessage(message).Split('\n')[0].TrimEnd('.');
        throw new LtoParException(file, $"cannot compile for target '{triple}': {reason}");
    }
}
