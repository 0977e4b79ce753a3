using System.Text.RegularExpressions;
using LLVMSharp.Interop;
using LtoPar.Backend.Merging.Sources;
using LtoPar.Llvm;

namespace LtoPar.Backend.Merging;

/// <summary>
/// Module flags that cannot be reconciled (-fpic beside -fno-pic with some ABIs, two sizes of wchar_t). LLVM's words name the file that came
/// last and the merged module; who brought the other value in is found by looking at the files again.
/// </summary>
internal static unsafe partial class FlagConflict
{
    /// <param name="message">The message of LLVM's linker.</param>
    /// <param name="sources">All files so far, the last one with it.</param>
    /// <returns>The two files and LLVM's words about them; null when it is about something else.</returns>
    public static (string File, string Message)? Describe(string message, IEnumerable<SourceModule> sources)
    {
        if (FlagMessage().Match(message) is not { Success: true } match)
        {
            return null;
        }

        (SourceModule Source, string Value)? first = null;
        foreach (SourceModule source in sources)
        {
            if (ReadFlag(source, match.Groups["key"].Value) is not { } value)
            {
                continue;
            }

            first ??= (source, value);
            if (value != first.Value.Value)
            {
                return (source.Name, $"{match.Groups["what"].Value} in '{source.Name}' and '{first.Value.Source.Name}'; compile both with the same options");
            }
        }

        return null;
    }

    private static string? ReadFlag(SourceModule source, string key)
    {
        using LlvmContext context = new();
        LLVMOpaqueModule* module = LazyModule.Parse(context, (byte*)source.Start, source.Length, source.Name);
        string? value = ModuleFlags.Integer(module, key)?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? ModuleFlags.Text(module, key);
        LLVM.DisposeModule(module);
        return value;
    }

    [GeneratedRegex("(?<what>linking module flags '(?<key>[^']*)': IDs have conflicting [a-z ]*values)")]
    private static partial Regex FlagMessage();
}
