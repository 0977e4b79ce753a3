using System.Text.RegularExpressions;
using LtoPar.Backend.Partitions;

namespace LtoPar.Driver.Bisecting;

/// <summary>Finds the first pass over a partition with which a test fails.</summary>
internal static partial class PassSearch
{
    /// <param name="off">Functions that passes leave alone: what runs on them is not looked at.</param>
    /// <param name="failsWith">Whether the test fails with such an object of the partition. With all passes it does.</param>
    /// <returns>The number of the pass, from 1, and of all, and its name; null: without any pass it fails, too.</returns>
    public static (int Number, int Count, string Name)? Find(PassSwitch passes, IReadOnlySet<string> off, Func<PartitionResult, bool> failsWith)
    {
        IReadOnlyList<string> names = passes.Passes();
        int[] candidates = [.. Enumerable.Range(0, names.Count).Where(i => !SubjectsOf(names[i]).Any(off.Contains))];
        int failing = ShortestRow.Find(candidates.Length, n => failsWith(passes.Compile(candidates[n - 1] + 1))) - 1;
        return failing < 0 || (failing == 0 && failsWith(passes.Compile(0)))
            ? null
            : (candidates[failing] + 1, names.Count, names[candidates[failing]]);
    }

    /// <summary>The functions that a pass runs on, as LLVM says it: "function (f)", "loop %l in function f", "(f, g)" or "f".</summary>
    public static IEnumerable<string> SubjectsOf(string pass)
    {
        Match match = Subject().Match(pass);
        return match.Groups["list"].Success ? match.Groups["list"].Value.Split(", ") : match.Groups["one"].Success ? [match.Groups["one"].Value] : [];
    }

    [GeneratedRegex(@" on (?:function )?(?:\((?<list>.*)\)|(?:.* in function )?(?<one>[^\[ ]\S*))$")]
    private static partial Regex Subject();
}
