using System.Globalization;
using LLVMSharp.Interop;
using LtoPar.Backend.Merging.Sources;
using LtoPar.Backend.Slots;
using LtoPar.LinkJobs;
using LtoPar.Llvm;
using LtoPar.Platform;
using LtoPar.Platform.Threads;

namespace LtoPar.Backend.Merging.Segments;

/// <summary>
/// Merges the files of a link to segments, each in a context of its own, several at a time. What <see cref="ModuleMerger"/> does to the program is done to each
/// segment, with two differences: what another file defines is declared, though it be the same by rule; and what another segment names stays visible. The
/// readers of the segments put the rest right, for they are told what is internal in the program (<see cref="SegmentLinkage"/>).
///
/// Which segments there are depends on the files alone, and so does all that follows: the order of symbols is that of the segments.
/// </summary>
public static unsafe class SegmentMerger
{
    /// <param name="jobs">Threads; they decide nothing but time.</param>
    /// <param name="segments">The number of segments; null: as many as the size of the files asks for.</param>
    /// <param name="slots">The names of slots, besides what the sources mark.</param>
    /// <exception cref="LtoParException">A file is malformed, or does not go with another.</exception>
    public static SegmentedMerge Merge(OpenJob job, int jobs, int? segments, IReadOnlyList<SlotPattern> slots)
    {
        IReadOnlyList<int> ends = SegmentCut.Of(job.Sources, segments);
        if (ends.Count == 1)
        {
            return new SegmentedMerge(null, "its files are one segment", []);
        }

        LocalNames names = LocalNames.Of(job.Sources);
        return WholeReason.Of(job.Job, job.Sources, names) is { } reason
            ? new SegmentedMerge(null, reason, [])
            : new Merger(job.Job, job.Sources, names, ends, slots).Merge(jobs);
    }

    private sealed class Merger
    {
        private readonly LinkJob _job;
        private readonly IReadOnlyList<SourceModule> _sources;
        private readonly LocalNames _names;
        private readonly IReadOnlyList<int> _ends;
        private readonly GlobalResolutions _resolutions;
        private readonly Dictionary<string, GlobalResolution> _prevailing;
        private readonly IReadOnlySet<string> _crossing;
        private readonly ComdatOwners _comdats;
        private readonly IReadOnlyList<SlotPattern> _slots;
        private readonly Part[] _parts;

        public Merger(LinkJob job, IReadOnlyList<SourceModule> sources, LocalNames names, IReadOnlyList<int> ends, IReadOnlyList<SlotPattern> slots)
        {
            _slots = slots;
            _job = job;
            _sources = sources;
            _names = names;
            _ends = ends;
            _resolutions = GlobalResolutions.Of(sources, keepAll: false);
            _resolutions.Take(job.NativeCommons);
            _prevailing = _resolutions.ByIrName();
            _crossing = CrossingNames.Of(sources, [.. sources.Select(s => ends.Count(end => end <= s.Index))], _resolutions);
            _comdats = new ComdatOwners(sources);
            _parts = new Part[ends.Count];
        }

        /// <summary>One segment, as far as it came.</summary>
        private sealed record Part(InputModule? Segment, byte[]? Flags, SlotMarks? Slots, IReadOnlyList<string> Warnings, LtoParException? Failure);

        public SegmentedMerge Merge(int jobs)
        {
            int next = 0;
            try
            {
                WorkerThreads.Run(Math.Clamp(jobs, 1, _parts.Length), _ =>
                {
                    for (int i; (i = Interlocked.Increment(ref next) - 1) < _parts.Length;)
                    {
                        _parts[i] = MergePart(i);
                    }
                });
                return Join();
            }
            catch
            {
                Array.ForEach(_parts, part => part?.Segment?.Dispose());
                throw;
            }
        }

        private Part MergePart(int number)
        {
            try
            {
                using LlvmContext context = new();
                return MergePart(number, context);
            }
            catch (LtoParException e)
            {
                return new Part(null, null, null, [], e);
            }
        }

        private Part MergePart(int number, LlvmContext context)
        {
            // Names of values inside functions decide nothing, and cost time and memory.
            LLVM.ContextSetDiscardValueNames(context.Handle, 1);
            IReadOnlyList<SourceModule> files = [.. _sources.Take(_ends[number]).Skip(StartOf(number))];
            SourceFlags flags = new();
            LLVMOpaqueModule* module =
                new SourceLinker(context, _names, _comdats, new WrappedSymbols([], _sources), flags, _resolutions).Link(files);
            try
            {
                CommonSymbols.Resolve(context, module, _resolutions);
                Internalizer.Apply(module, _prevailing, _crossing);
                OutputFlags.Apply(module, flags, _job.OutputKind);
                UnnamedSymbols.Name(module, index => _names.Unique(files[0], string.Create(CultureInfo.InvariantCulture, $"__unnamed.{index}")));
                SlotMarks slots = SlotMarker.Mark(module, _slots, _job.OutputName);
                return new Part(
                    InputModule.TakeBuffer(LLVM.WriteBitcodeToMemoryBuffer(module), _job.OutputName),
                    SegmentFlags.Write(context, module),
                    slots,
                    [.. WholeModule.Warnings(context), .. slots.Warnings],
                    null);
            }
            finally
            {
                LLVM.DisposeModule(module);
            }
        }

        /// <summary>The segment's first file.</summary>
        private int StartOf(int number) => number == 0 ? 0 : _ends[number - 1];

        /// <exception cref="LtoParException">A segment failed: the first of them.</exception>
        private SegmentedMerge Join()
        {
            if (_parts.FirstOrDefault(p => p.Failure is not null) is { Failure: { } failure })
            {
                throw failure;
            }

            if (SlotMarks.Problem(_slots, [.. _parts.Select(p => p.Slots!)]) is { } problem)
            {
                throw new LtoParException(_job.OutputName, problem);
            }

            if (_parts.Any(p => p.Flags is null))
            {
                Array.ForEach(_parts, part => part.Segment!.Dispose());
                return new SegmentedMerge(null, "a module flag may refer to symbols", []);
            }

            InputModule flags = SegmentFlags.Link(
                [.. _parts.Select((p, i) => (_sources[StartOf(i)].Name, p.Flags!))], _job.OutputName, _sources);
            SegmentLinkage linkage = new(
                flags, _crossing, _crossing.Where(n => !_prevailing[n].IsExternal).ToHashSet(StringComparer.Ordinal));
            return new SegmentedMerge(
                new InputProgram(_job.OutputName, [.. _parts.Select(p => p.Segment!)], linkage), null, [.. _parts.SelectMany(p => p.Warnings)]);
        }
    }
}
