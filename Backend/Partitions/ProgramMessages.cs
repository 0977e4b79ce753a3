using System.Text.RegularExpressions;
using LLVMSharp.Interop;
using LtoPar.Llvm;

namespace LtoPar.Backend.Partitions;

/// <summary>
/// Words LLVM's warnings about a compiled module so that a user finds what they are about: with the function and the line of the source where LLVM leaves them
/// out, and under the names that the user gave.
/// </summary>
internal static unsafe partial class ProgramMessages
{
    private const string NoPlace = "<unknown>:0:0: ";

    private static readonly HashSet<string> s_sources = [".c", ".cc", ".cpp", ".cxx", ".C", ".m", ".f90", ".rs", ".ll"];

    /// <param name="warnings">The warnings as LLVM gave them.</param>
    /// <returns>Each on a line, in their order.</returns>
    public static IEnumerable<string> OfWarnings(LLVMOpaqueModule* module, IReadOnlyList<string> warnings)
    {
        Dictionary<string, int> calls = new(StringComparer.Ordinal);
        List<string> texts = [];
        foreach ((string text, string? _) in warnings.Count == 0 ? [] : AsmMessages.Describe(module, warnings))
        {
            string known = text.StartsWith(NoPlace, StringComparison.Ordinal) ? text[NoPlace.Length..] + Source(module) : text;
            if (MarkedCall().Match(text) is { Success: true } call)
            {
                string callee = call.Groups[1].Value;
                calls[callee] = calls.GetValueOrDefault(callee) + 1;
                known = Caller(module, callee, calls[callee]) + text;
            }

            texts.Add(PromotedSuffix.RemoveAll(known));
        }

        return texts;
    }

    /// <summary>Finds the source file, where debug information names none and the module has a single one: a merged module is named after the merge.</summary>
    public static string Source(LLVMOpaqueModule* module)
    {
        nuint length;
        sbyte* text = LLVM.GetSourceFileName(module, &length);
        string source = LlvmText.From(text, length);
        return s_sources.Contains(Path.GetExtension(source)) ? $" (from {source})" : "";
    }

    /// <summary>Finds whose call a warning is about that names the callee alone: there is one for each call, in the order of the module.</summary>
    private static string Caller(LLVMOpaqueModule* module, string callee, int number)
    {
        string caller = "";
        ModuleInstructions.Each(module, (function, instruction) =>
        {
            if (IsCallOf((LLVMOpaqueValue*)instruction, callee) && --number == 0)
            {
                string place = SourcePlace.Of((LLVMOpaqueValue*)instruction) is { } found ? $" ({found})" : "";
                caller = $"function '{LlvmText.NameOf((LLVMOpaqueValue*)function)}'{place}: ";
            }
        });
        return caller;
    }

    private static bool IsCallOf(LLVMOpaqueValue* instruction, string callee) =>
        LLVM.GetInstructionOpcode(instruction) is LLVMOpcode.LLVMCall or LLVMOpcode.LLVMInvoke
        && LLVM.GetCalledValue(instruction) is var called && LLVM.GetValueKind(called) == LLVMValueKind.LLVMFunctionValueKind
        && LlvmText.NameOf(called) == callee;

    [GeneratedRegex("^call to (.*) marked \"dontcall-(?:warn|error)\"")]
    private static partial Regex MarkedCall();
}
