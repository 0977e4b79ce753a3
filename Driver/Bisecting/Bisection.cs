using LtoPar.Partitioner;

namespace LtoPar.Driver.Bisecting;

/// <summary>Searches what makes the test fail, from the partitions to the pass, and tells what it finds as it finds it.</summary>
/// <param name="say">Is given each line of the story.</param>
internal sealed class Bisection(ProgramVariants variants, Trials trials, BisectFolder folder, Action<string> say)
{
    /// <summary>The most names in one line.</summary>
    private const int MostNames = 10;

    /// <summary>A partition of so few functions is as good as their names.</summary>
    private const int FewNames = 3;

    /// <param name="areGiven">The bad objects come from elsewhere, so that they cannot be compiled with other switches.</param>
    public void Run(bool areGiven)
    {
        foreach (IReadOnlyList<int> partitions in new MinimalSets<int>(on => !trials.Passes(variants.WithPartitions(on))).Find(variants.Suspects))
        {
            trials.Confirm(variants.WithPartitions(partitions));
            IReadOnlyList<SuspectFunction> functions = variants.FunctionsOf(partitions);
            string few = functions.Count is > 0 and <= FewNames ? $", which has {string.Join(", ", functions.Select(f => f.Name))}" : "";
            SayAfter($"{Names(partitions)}{few}: {(partitions.Count == 1 ? "fails alone" : "fail together")}");
            if (areGiven)
            {
                SayWhatDiffers(partitions);
            }
            else
            {
                FindFunctions(partitions, functions);
            }
        }
    }

    /// <summary>Tells a line, and how many tests it took to get there.</summary>
    public void SayAfter(string text) => say($"{text} ({(trials.Count == 1 ? "1 test" : $"{trials.Count} tests")})");

    private static string Names(IReadOnlyList<int> partitions) =>
        $"{(partitions.Count == 1 ? "partition" : "partitions")} {string.Join(" and ", partitions.Select(SymbolText.PartitionName))}";

    /// <summary>Objects that were given cannot be compiled again; what differs in them is all that there is to know.</summary>
    private void SayWhatDiffers(IReadOnlyList<int> partitions)
    {
        foreach (int partition in partitions)
        {
            IReadOnlyList<string> names = ObjectDifference.Of(variants.Good[partition], variants.Bad[partition]);
            string more = names.Count > MostNames ? $" and {names.Count - MostNames} more" : "";
            say($"{SymbolText.PartitionName(partition)}: {(names.Count == 0 ? "no function or variable differs" : "what differs: ")}"
                + $"{string.Join(", ", names.Take(MostNames))}{more}");
        }
    }

    /// <param name="all">The functions of the partitions.</param>
    private void FindFunctions(IReadOnlyList<int> partitions, IReadOnlyList<SuspectFunction> all)
    {
        bool Passes(IReadOnlyList<SuspectFunction> on) => trials.Passes(variants.WithFunctions(on, partitions));

        if (Passes(all))
        {
            say($"{Names(partitions)}: compiled again from their bitcode, they pass");
            return;
        }

        if (all.Count == 0 || !Passes([]))
        {
            say($"{Names(partitions)}: fails with all functions switched off, too: a pass over the module, or data; --partition=max cuts it more finely");
            FindPasses(all, partitions, partitions);
            return;
        }

        foreach (IReadOnlyList<SuspectFunction> functions in new MinimalSets<SuspectFunction>(on => !Passes(on)).Find(all))
        {
            trials.Confirm(variants.WithFunctions(functions, partitions));
            trials.Confirm(variants.WithFunctions([.. all.Except(functions)], partitions));
            SayAfter($"function {string.Join(" and ", functions.Select(f => $"{f.Name} of {SymbolText.PartitionName(f.Partition)}"))}");
            FindPasses(functions, partitions, functions.Select(f => f.Partition).Distinct());
            folder.Write(variants, functions, partitions);
        }
    }

    /// <summary>Finds in each of some partitions the first pass with which the test fails, while these functions alone are optimised.</summary>
    /// <param name="switched">The partitions in which functions are switched.</param>
    private void FindPasses(IReadOnlyList<SuspectFunction> functions, IReadOnlyList<int> switched, IEnumerable<int> partitions)
    {
        IReadOnlyList<byte[]> objects = variants.WithFunctions(functions, switched);
        foreach (int partition in partitions)
        {
            using PassSwitch passes = new(variants.BitcodeWith(functions, partition), variants.Options);
            FindPass(partition, passes, one => trials.Passes([.. objects.Select((o, p) => p == partition ? one : o)]));
        }
    }

    /// <param name="passesWith">Whether the test passes with another object of the partition.</param>
    private void FindPass(int partition, PassSwitch passes, Func<byte[], bool> passesWith)
    {
        (byte[] whole, IReadOnlyList<string> names) = passes.Compile(int.MaxValue);
        if (names.Count == 0 || passesWith(whole) || !passesWith(passes.Compile(0).Object))
        {
            say($"{SymbolText.PartitionName(partition)}: no pass that can be left out makes the difference: code generation");
            return;
        }

        int passing = 0;
        int failing = names.Count;
        while (failing - passing > 1)
        {
            int middle = passing + ((failing - passing) / 2);
            (passing, failing) = passesWith(passes.Compile(middle).Object) ? (middle, failing) : (passing, middle);
        }

        SayAfter($"pass {failing} of {names.Count}: {names[failing - 1]}");
    }
}
