using LtoPar.CallGraph.Llvm;
using LtoPar.CallGraph.Metadata;

namespace LtoPar.CallGraph.Reading;

/// <summary>
/// Bitcode to ProgramGraph. Function bodies are shared out over workers, each with a lazily opened module of its own; a worker materializes
/// its share and walks the use list of every symbol, which finds every reference without looking at a single operand that is none.
///
/// Two passes with a barrier between, because who must stay with assembly depends on what any function's assembly defines:
///   1. materialize and count: instructions, inline assembly, !associated, address-taken blocks;
///   2. walk uses: edges and symbol differences.
/// Module-level facts (attributes, initialisers, arrays, flags) come from the first worker alone. Which worker read which function leaves no
/// trace: everything is merged and sorted by ordinal.
/// </summary>
public static class GraphReader
{
    /// <summary>Functions that a worker claims at a time.</summary>
    private const int ChunkSize = 32;

    /// <summary>Below this many bytes a second worker costs more than it saves.</summary>
    private const long BytesPerWorker = 256 * 1024;

    /// <param name="jobs">Most workers; decides nothing but time.</param>
    /// <param name="rules">Goes along with the program to all who plan and carve.</param>
    /// <exception cref="LtoParException">The module is malformed.</exception>
    public static ProgramGraph Read(InputModule input, int jobs, Rules rules = Rules.All) => Read(input, jobs, rules, strips: true);

    /// <param name="strips">Whether debug information is read as bits, apart from all else, where it can be: the same comes of both.</param>
    internal static ProgramGraph Read(InputModule input, int jobs, Rules rules, bool strips)
    {
        int workers = (int)Math.Clamp(input.Length / BytesPerWorker, 1, Math.Max(jobs, 1));
        using StrippedInput? stripped = strips ? StrippedInput.Make(input, workers) : null;
        ShardReader[] shards = new ShardReader[workers];
        try
        {
            int next = 0;
            WorkerThreads.Run(workers, worker =>
            {
                using IDisposable crash = NativeCrash.Enter(new ReadingCrash(input.Name));
                ShardReader shard = shards[worker] = new ShardReader(input, stripped?.Bytes, isFirst: worker == 0, rules);
                for (int start; (start = Interlocked.Add(ref next, ChunkSize) - ChunkSize) < shard.FunctionCount;)
                {
                    shard.ReadBodies(start, Math.Min(start + ChunkSize, shard.FunctionCount));
                }
            });

            // A worker that found nothing left to claim holds nothing worth walking.
            AsmUnits asm = ReadAsm(shards, input.Name);
            bool walkDeclarations = asm.Any || LiteralNames.AreIn(shards[0].Table!);
            WorkerThreads.Run(workers, worker => shards[worker].WalkUses(walkDeclarations));
            return GraphBuilder.Build(shards, asm, rules, stripped?.DebugInfo);
        }
        finally
        {
            WorkerThreads.Run(workers, worker => shards[worker]?.Dispose());
        }
    }

    private static AsmUnits ReadAsm(ShardReader[] shards, string file)
    {
        IEnumerable<InlineAsmUse> inline = shards.SelectMany(s => s.InlineAsm);
        ReadOnlySpan<byte> text = shards[0].ModuleAsm;
        if (text.IsEmpty)
        {
            return new AsmUnits(null, null, inline);
        }

        using IDisposable crash = NativeCrash.Enter(new ReadingCrash(file));
        ModuleFacts module = shards[0].Module!;
        AssembledAsm assembled = AsmAssembler.Assemble(module.Triple, module.DataLayout, text);
        return new AsmUnits(ModuleAsmUnit.Make(LlvmText.From(text), assembled), assembled.Error, inline);
    }
}
