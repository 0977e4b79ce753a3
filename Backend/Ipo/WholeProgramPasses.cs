using System.Text;
using LLVMSharp.Interop;
using LtoPar.Llvm;

namespace LtoPar.Backend.Ipo;

/// <summary>
/// The passes that need the whole program even where all others run in partitions: devirtualisation, virtual function elimination, control-flow
/// integrity and the lowering of type tests number the types and vtables of the program. Only modules that were compiled for them
/// (-fwhole-program-vtables, -fsanitize=cfi) have anything for them to do, and the same holds of call-graph profiles: for all others nothing is
/// serial.
/// </summary>
public static unsafe class WholeProgramPasses
{
    /// <summary>Calls of these say that types matter; LLVM keeps the names of functions in a table of whole bytes.</summary>
    private static readonly string[] s_typeTests = ["llvm.type.test", "llvm.public.type.test", "llvm.type.checked.load", "llvm.icall.branch.funnel"];

    /// <summary>Module flags and lists of metadata, whose names are bytes as well.</summary>
    private static readonly string[] s_marks = ["Cross-DSO CFI", "cfi.functions", "ProfileSummary"];

    private static readonly byte[][] s_words = [.. s_typeTests.Concat(s_marks).Select(Encoding.UTF8.GetBytes)];

    /// <summary>Whether a module may need them. The bytes are searched, which takes no time; what an older LLVM wrote may have them in another form.</summary>
    public static bool MayBeNeeded(InputModule input) => input.NeedsUpgrade || MayBeNeeded(input.Bytes);

    /// <summary>Whether a module of this LLVM may need them.</summary>
    public static bool MayBeNeeded(ReadOnlySpan<byte> bitcode)
    {
        foreach (byte[] word in s_words)
        {
            if (bitcode.IndexOf(word) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <returns>The passes that the module needs, as a pipeline; null: none.</returns>
    internal static string? For(LLVMOpaqueModule* module, OptimizationLevel level)
    {
        bool hasTypes = s_typeTests.Any(name => HasFunction(module, name))
            || ModuleFlags.Value(module, "Cross-DSO CFI") is not null
            || HasNamedMetadata(module, "cfi.functions");
        return hasTypes ? Pipelines.WholeProgram(level)
            : ProfileFlag.IsWanted(module, level) ? Pipelines.WholeProgramProfile
            : null;
    }

    /// <summary>A module has the intrinsic under its name, or under the name with a type behind it.</summary>
    private static bool HasFunction(LLVMOpaqueModule* module, string name)
    {
        for (LLVMOpaqueValue* f = LLVM.GetFirstFunction(module); f is not null; f = LLVM.GetNextFunction(f))
        {
            if (LLVM.GetIntrinsicID(f) != 0 && LlvmText.NameOf(f).StartsWith(name, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasNamedMetadata(LLVMOpaqueModule* module, string name)
    {
        fixed (byte* text = LlvmText.ToUtf8(name))
        {
            return LLVM.GetNamedMetadataNumOperands(module, (sbyte*)text) > 0;
        }
    }
}
