using LtoPar.Backend.Partitions;
using LtoPar.Partitioner;
using LtoPar.Platform;

namespace LtoPar.Driver.Bisecting;

/// <summary>Searches what makes the test fail, from the partitions to the pass, and tells what it finds as it finds it.</summary>
/// <param name="say">Is given each line of the story.</param>
internal sealed class Bisection(ProgramVariants variants, VariantCompiler compiler, Trials trials, BisectFolder folder, Action<string> say)
{
    /// <summary>The most names in one line.</summary>
    private const int MostNames = 10;

    /// <summary>A partition of so few functions is as good as their names.</summary>
    private const int FewNames = 3;

    public void Run()
    {
        do
        {
            IReadOnlyList<Suspect> found = new SuspectSearch(variants.FunctionsOf, Fails, SayPartition).Find(variants.Suspects);
            Mixture alone = new(found, []);
            if (!Fails(alone))
            {
                throw new LtoParException(null, $"with {Names(found)} alone the test passes, and with more it fails: what is more does not only add to it");
            }

            trials.Confirm(variants.Of(alone));
            SayAfter($"{Names(found)}: {(found.Count == 1 ? "fails alone" : "fail together")}");
            foreach (int partition in found.Where(s => s.Function is null).Select(s => s.Partition).Distinct())
            {
                SayOfWhole(partition);
            }

            if (!variants.AreGiven)
            {
                FindPasses(alone);
                folder.Write(variants, alone);
            }

            variants.Exclude(found);
        }
        while (variants.Suspects.Count > 0 && Fails(new Mixture([], variants.Suspects.Select(p => new SuspectRow(p, null)))));
        SayAfter("with that good and all else as it was, the test passes");
    }

    /// <summary>Tells a line, and how many tests it took to get there.</summary>
    public void SayAfter(string text) => say($"{text} ({(trials.Count == 1 ? "1 test" : $"{trials.Count} tests")})");

    private static string Names(IReadOnlyList<Suspect> suspects) => string.Join(" and ", suspects.Select(Name));

    private static string Name(Suspect suspect) => suspect.Function is { } function
        ? $"function {function} of {SymbolText.PartitionName(suspect.Partition)}"
        : $"partition {SymbolText.PartitionName(suspect.Partition)}";

    private bool Fails(Mixture mixture) => !trials.Passes(variants.Of(mixture));

    private void SayPartition(int partition)
    {
        IReadOnlyList<string> names = variants.Functions(partition);
        string few = names.Count is > 0 and <= FewNames ? $", which has {string.Join(", ", names)}," : "";
        string name = SymbolText.PartitionName(partition);
        SayAfter($"partitions up to {name}: the test fails; without {name}{few} it passes");
    }

    private void SayOfWhole(int partition)
    {
        string name = SymbolText.PartitionName(partition);
        if (!variants.AreGiven)
        {
            say($"{name}: fails with all functions switched off, too: a pass over the module, or data; --partition=max cuts it more finely");
            return;
        }

        // Objects that were given cannot be compiled again; what differs in them is all that there is to know.
        IReadOnlyList<string> names = ObjectDifference.Of(variants.Good[partition], variants.Bad[partition]);
        string more = names.Count > MostNames ? $" and {names.Count - MostNames} more" : "";
        say($"{name}: {(names.Count == 0 ? "no function or variable differs" : "what differs: ")}{string.Join(", ", names.Take(MostNames))}{more}");
    }

    /// <summary>Finds in each partition of a set the first pass with which the test fails, while the set alone is optimised.</summary>
    private void FindPasses(Mixture alone)
    {
        IReadOnlyList<byte[]> objects = variants.Of(alone);
        foreach ((int partition, HashSet<string>? on) in alone.Partitions)
        {
            using PassSwitch passes = new(compiler, variants.BitcodeWith(on, partition), partition, variants.Options);
            HashSet<string> off = on is null ? [] : [.. variants.Functions(partition).Where(name => !on.Contains(name))];
            bool FailsWith(PartitionResult one) => !trials.Passes([.. objects.Select((o, p) => p == partition ? one.Object : o)]);

            if (PassSearch.Find(passes, off, FailsWith) is var (number, count, name))
            {
                SayAfter($"{SymbolText.PartitionName(partition)}: pass {number} of {count}: {name}");
            }
            else
            {
                say($"{SymbolText.PartitionName(partition)}: no pass that can be left out makes the difference: code generation");
            }
        }
    }
}
