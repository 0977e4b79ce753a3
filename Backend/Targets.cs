using LLVMSharp.Interop;
using LtoPar.Llvm;
using LtoPar.Platform;

namespace LtoPar.Backend;

/// <summary>Looks up LLVM's targets by triple.</summary>
public static unsafe class Targets
{
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
