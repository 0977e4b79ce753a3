using LtoPar.Backend.Ipo;
using LtoPar.Backend.Merging.Sources;
using LtoPar.Bitcode;
using LtoPar.LinkJobs;
using LtoPar.Llvm;
using LtoPar.Llvm.Assembly;

namespace LtoPar.Backend.Merging.Segments;

/// <summary>Says why a link has to be merged to one module, where it has to.</summary>
internal static class WholeReason
{
    private static readonly byte[] s_debugInfo = [.. "Debug Info Version"u8];

    /// <returns>The reason in words; null: segments do.</returns>
    public static string? Of(LinkJob job, IReadOnlyList<SourceModule> sources, LocalNames names)
    {
        if (job.OutputKind == LinkOutputKind.Relocatable)
        {
            return "another link takes the output";
        }

        if (job.Wrapped.Count > 0)
        {
            return "symbols are wrapped";
        }

        foreach (SourceModule source in sources)
        {
            if (ReasonOf(source, names) is { } reason)
            {
                return $"{source.Name}: {reason}";
            }
        }

        return null;
    }

    private static string? ReasonOf(SourceModule source, LocalNames names)
    {
        if (source.WrittenBy < LlvmVersion.Major)
        {
            return "an older LLVM wrote it";
        }

        if (source.Bytes.IndexOf(s_debugInfo) >= 0)
        {
            return "it has debug information";
        }

        if (WholeProgramPasses.MayBeNeeded(source.Bytes))
        {
            return "it was compiled for passes that need the whole program";
        }

        if (ModuleAsmText.Read(source.Bytes).Length > 0)
        {
            return "it has module-level assembly";
        }

        return names.KeptTwice(source) is { } name ? $"its local '{name}' keeps its name, which another file uses as well" : null;
    }
}
