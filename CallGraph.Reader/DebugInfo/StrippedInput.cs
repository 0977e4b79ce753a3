using LtoPar.Bitcode.Bitstream;
using LtoPar.Bitcode.Metadata;
using LtoPar.Llvm;
using LtoPar.Llvm.Symbols;
using LtoPar.Platform;
using LtoPar.Platform.Files;
using LtoPar.Platform.Threads;

namespace LtoPar.CallGraph.Reader.DebugInfo;

/// <summary>
/// A module's bytes without its debug information, and the debug information apart, as plain data: the bits that are read to see who calls whom are half of the
/// module, or a fifth, and no debug-info node is made in memory to be looked at once.
/// </summary>
internal sealed unsafe class StrippedInput : IDisposable
{
    private const int BatchSize = 32;

    private StrippedInput(PrivateBytes bytes, DebugInfoGraph debugInfo)
    {
        Bytes = bytes;
        DebugInfo = debugInfo;
    }

    public PrivateBytes Bytes { get; }

    public DebugInfoGraph DebugInfo { get; }

    /// <returns>Null: there is nothing to strip, or it is written in a way that is not known here.</returns>
    public static StrippedInput? Make(InputModule input, int workers)
    {
        if (input.Metadata is not { } index)
        {
            return null;
        }

        if (input.CopyPrivately() is not { } copy)
        {
            input.ReadWhole("for the call graph, the address space has no room for a copy");
            return null;
        }

        try
        {
            return new StrippedInput(copy, Strip(index, copy.Start, workers));
        }
        catch (MalformedBitsException e)
        {
            copy.Dispose();
            input.ReadWhole($"for the call graph, {e.Message}");
            return null;
        }
    }

    /// <param name="copy">A copy of the whole file: the debug information in it is overwritten.</param>
    /// <exception cref="MalformedBitsException">It is written in a way that is not known here.</exception>
    internal static DebugInfoGraph Strip(MetadataIndex index, byte* copy, int workers)
    {
        MetadataEditor.Write(index, WithoutDebugInfo(index), new Span<byte>(copy, index.Bytes.Length));
        FunctionDebugInfo?[] functions = StripBodies(index, copy, workers);
        int first = index.Module.Bodies.Length;
        return MetadataGraph.Build(index, functions, index.Module.SymbolCount, symbol => symbol >= first);
    }

    public void Dispose() => Bytes.Dispose();

    private static MetadataSelection WithoutDebugInfo(MetadataIndex index)
    {
        bool keepsStrings = index.TakesMetadata.Count > 0;
        MetadataPart[] kept = new MetadataPart[index.Count];
        for (int number = 0; number < kept.Length; number++)
        {
            kept[number] = index.Droppable[number] && !(keepsStrings && number < index.StringCount) ? MetadataPart.None : MetadataPart.All;
        }

        foreach (int unit in index.Units)
        {
            kept[unit] = MetadataPart.None;
        }

        return new MetadataSelection(
            kept, new Dictionary<int, int[]>(), new HashSet<int>(), [.. index.Attachments.Where(a => a.IsDebugInfo)])
        { HasUnits = false };
    }

    private static FunctionDebugInfo?[] StripBodies(MetadataIndex index, byte* copy, int workers)
    {
        FunctionDebugInfo?[] functions = new FunctionDebugInfo?[index.Module.Bodies.Length];
        int next = 0;
        WorkerThreads.Run(workers, _ =>
        {
            FunctionStripper stripper = new(index);
            for (int start; (start = Interlocked.Add(ref next, BatchSize) - BatchSize) < functions.Length;)
            {
                for (int function = start; function < Math.Min(start + BatchSize, functions.Length); function++)
                {
                    if (index.Module.Bodies[function] >= 0)
                    {
                        FunctionDebugInfo found = new(index, function);
                        stripper.Strip(function, new Span<byte>(copy, index.Bytes.Length), found);
                        found.Finish();
                        functions[function] = found;
                    }
                }
            }
        });
        return functions;
    }
}
