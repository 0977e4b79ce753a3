using LtoPar.Backend.Partitions;
using LtoPar.Partitioner;
using LtoPar.Platform;

namespace LtoPar.Driver.Bisecting;

/// <summary>
/// Finds the partitions that are too slow to compile, or too large, and in the slowest, or the one with the largest function, that function and the pass
/// that make it so. Nothing is linked or run.
/// </summary>
/// <param name="say">Is given each line of the story.</param>
internal sealed class MeasuredBisection(ProgramVariants variants, VariantCompiler compiler, Measure measure, Action<string> say)
{
    /// <param name="compiled">The partitions as the options compile them.</param>
    /// <exception cref="LtoParException">None is beyond the measure.</exception>
    public void Run(IReadOnlyList<PartitionResult> compiled)
    {
        PartitionResult[] over = [.. compiled.Where(r => IsOver(r, null)).OrderByDescending(r => measure.Of(r, null))];
        if (over.Length == 0)
        {
            PartitionResult most = compiled.MaxBy(r => measure.Of(r, null))!;
            string text = measure.Text(measure.Of(most, null));
            throw new LtoParException(null, $"no partition takes more than {measure.Text(measure.Most)}: the most is {text}, of {Name(most.Partition)}");
        }

        foreach (PartitionResult result in over)
        {
            say($"partition {Name(result.Partition)}: {measure.Text(measure.Of(result, null))}");
        }

        // Which functions are large is seen without compiling anything.
        Search(measure.IsTime ? over[0] : over.MaxBy(r => measure.Of(r, new HashSet<string> { Heaviest(r) }))!);
    }

    private static string Name(int partition) => SymbolText.PartitionName(partition);

    /// <param name="whole">The partition as it is compiled.</param>
    private void Search(PartitionResult whole)
    {
        int partition = whole.Partition;
        HashSet<string>? on = IsOver(variants.Compile([], partition), new HashSet<string>()) ? null : [Heaviest(whole)];
        PartitionResult result = on is null ? whole : variants.Compile(on, partition);
        string text = measure.Text(measure.Of(result, on));
        if (on is null)
        {
            say($"{Name(partition)}: more than {measure.Text(measure.Most)} with all functions switched off, too");
        }
        else if (IsOver(result, on))
        {
            say($"function {on.First()} of {Name(partition)}: {text}");
        }
        else
        {
            say($"{Name(partition)}: no function alone is beyond {measure.Text(measure.Most)}; the most is {text}, of {on.First()}");
            return;
        }

        using PassSwitch passes = new(compiler, variants.BitcodeWith(on, partition), partition, variants.Options);
        HashSet<string> off = on is null ? [] : [.. variants.Functions(partition).Where(name => !on.Contains(name))];
        // A process of its own takes time to start.
        double more = measure.IsTime ? measure.Of(passes.Compile(int.MaxValue), on) - measure.Of(result, on) : 0;
        say(PassSearch.Find(passes, off, r => measure.Of(r, on) - more > measure.Most) is var (number, count, name)
            ? $"{Name(partition)}: pass {number} of {count}: {name}"
            : $"{Name(partition)}: no pass that can be left out makes the difference: code generation");
    }

    /// <summary>Finds the function that most comes of: of its code, or of time, by halves.</summary>
    private string Heaviest(PartitionResult whole)
    {
        IReadOnlyList<string> names = variants.Functions(whole.Partition);
        if (!measure.IsTime)
        {
            return names.MaxBy(name => measure.Of(whole, new HashSet<string> { name })) ?? "";
        }

        while (names.Count > 1)
        {
            string[][] halves = [[.. names.Take(names.Count / 2)], [.. names.Skip(names.Count / 2)]];
            names = halves.MaxBy(half => measure.Of(variants.Compile([.. half], whole.Partition), null))!;
        }

        return names.Count == 0 ? "" : names[0];
    }

    private bool IsOver(PartitionResult result, IReadOnlySet<string>? on) => measure.Of(result, on) > measure.Most;
}
