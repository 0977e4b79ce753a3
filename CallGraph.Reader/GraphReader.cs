using LtoPar.CallGraph.Reader.Assembly;
using LtoPar.CallGraph.Reader.DebugInfo;
using LtoPar.Llvm;
using LtoPar.Llvm.Assembly;
using LtoPar.Platform;
using LtoPar.Platform.Crashes;
using LtoPar.Platform.Threads;

namespace LtoPar.CallGraph.Reader;

/// <summary>
/// Bitcode to ProgramGraph. Function bodies are shared out over workers. For each share a worker opens the module lazily, in a context of its own,
/// materializes the bodies (instructions, inline assembly, debug information) and walks the use list of every symbol, which finds every reference
/// without looking at operands that are not references. Then the context goes, and only plain data stays: bodies in memory are 22 times as large as
/// in the file, so there is more than one round of shares where that pays (<see cref="ReadingPlan"/>).
///
/// Module-level facts (attributes, initialisers, arrays, flags) come from the first share alone. Who must stay with assembly depends on what any
/// function's assembly defines, so that is settled when all shares are there. Which share a function was in leaves no trace: everything is
/// merged and sorted by ordinal.
/// </summary>
public static class GraphReader
{
    /// <summary>The number of bodies that a worker takes at a time.</summary>
    private const int BatchSize = 32;

    /// <param name="jobs">Most workers; decides nothing but time and memory.</param>
    /// <param name="rules">Goes along with the program to all who plan and carve.</param>
    /// <param name="readsFacts">Bodies are looked at for what they do, which inlining in partitions needs.</param>
    /// <exception cref="LtoParException">The module is malformed.</exception>
    public static ProgramGraph Read(InputModule input, int jobs, Rules rules = Rules.All, bool readsFacts = false) =>
        Read(input, ReadingPlan.Of(input.Extent, jobs), rules, readsFacts);

    /// <inheritdoc cref="Read(InputModule, int, Rules, bool)"/>
    public static ProgramGraph Read(InputModule input, ReadingPlan plan, Rules rules = Rules.All, bool readsFacts = false) =>
        Read(input, new BodyQueue(input.Extent, plan, BatchSize), rules, readsFacts: readsFacts);

    /// <param name="strips">Whether debug information is read as bits, apart from all else, where it can be: the same comes of both.</param>
    internal static ProgramGraph Read(InputModule input, BodyQueue queue, Rules rules = Rules.All, bool strips = true, bool readsFacts = false)
    {
        using StrippedInput? stripped = strips ? StrippedInput.Make(input, queue.Plan.Readers) : null;
        ShareFacts?[] shares = new ShareFacts?[queue.Shares];
        WorkerThreads.Run(queue.Plan.Readers, _ =>
        {
            using IDisposable crash = NativeCrash.Enter(new ReadingCrash(input.Name));
            int bodies;
            do
            {
                int share = queue.Open(out long room);
                using ShareReader reader = new(input, stripped?.Bytes, isFirst: share == 0, rules, readsFacts);
                bodies = reader.BodyCount;
                while (room > 0 && queue.Take(bodies, out long bytes) is var taken && !taken.Start.Equals(taken.End))
                {
                    reader.ReadBodies(taken);
                    room -= bytes;
                }

                reader.WalkUses();
                shares[share] = reader.Facts;
            }
            while (queue.AnyLeft(bodies));
        });

        ShareFacts[] read = [.. shares.OfType<ShareFacts>()];
        return GraphBuilder.Build(read, ReadAsm(read, input.Name), rules, stripped?.DebugInfo);
    }

    private static AsmUnits ReadAsm(ShareFacts[] shares, string file)
    {
        IEnumerable<InlineAsmUse> inline = shares.SelectMany(s => s.InlineAsm);
        ModuleRecords module = shares[0].Module!;
        if (module.Assembly.Length == 0)
        {
            return new AsmUnits(null, null, inline);
        }

        using IDisposable crash = NativeCrash.Enter(new ReadingCrash(file));
        AssembledAsm assembled = AsmAssembler.Assemble(module.Facts.Triple, module.Facts.DataLayout, module.Assembly);
        return new AsmUnits(ModuleAsmUnit.Make(LlvmText.From(module.Assembly), assembled), assembled.Error, inline);
    }
}
