using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace LtoPar.EndToEnd.Tests.Bisecting;

/// <summary>
/// Ten bugs that are planted in real programs, in functions that a seed chooses among those that the programs' work calls. Each is found, in the right
/// function, in few links and runs, and for the work of few builds.
/// </summary>
public sealed partial class PlantedBugTests(ITestOutputHelper output)
{
    private const int Seed = 17;

    /// <summary>The most links and runs before the function is known.</summary>
    private const int MostTests = 24;

    private const double MostBuilds = 3;

    /// <summary>The end of a promoted name.</summary>
    private const string Promoted = @"(?:\.lto_par\.\w+)?";

    /// <summary>The passes that compare values.</summary>
    private const string Passes = "early-cse|gvn|instcombine|instsimplify|ipsccp|sccp|correlated-propagation|jump-threading";

    private static readonly Dictionary<string, string[]> s_functions = new(StringComparer.Ordinal)
    {
        ["lua"] = ["str_byte", "luaH_getint", "luaB_type", "str_rep", "luaB_tonumber", "luaK_storevar"],
        ["ninja"] =
        [
            "_ZN5State7GetNodeE11StringPiecem", "_ZN10EvalString7AddTextE11StringPiece",
            "_ZN5State10LookupPoolERKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE",
            "_ZN14ManifestParser16ParseFileIncludeEbPNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE",
        ],
        ["sqlite"] = ["sqlite3HashInsert", "btreeCursor", "jsonSetFunc", "dense_rankStepFunc"],
    };

    /// <summary>Code of which it is the passes' right to make something else.</summary>
    private static readonly Dictionary<string, string> s_codes = new(StringComparer.Ordinal)
    {
        ["overflow"] = PlantedCode.Overflow,
        ["range"] = PlantedCode.Range,
        ["purity"] = PlantedCode.Pure,
    };

    private readonly Stopwatch _watch = new();

    [Theory]
    [InlineData("lua", "binding")]
    [FullData("lua", "overflow")]
    [FullData("ninja", "overflow")]
    [FullData("sqlite", "overflow")]
    [FullData("ninja", "range")]
    [FullData("lua", "purity")]
    [FullData("lua", "pair")]
    [FullData("lua", "constant")]
    [FullData("sqlite", "constant")]
    public void A_bug_is_found_in_the_right_function(string program, string bug)
    {
        using CorpusUnderTest corpus = new(program);
        Random random = RandomOf(program + bug);
        string function = random.GetItems(s_functions[program], 1)[0];
        switch (bug)
        {
            case "constant":
                FindConstant(corpus, function);
                break;
            case "binding":
                FindBinding(corpus, "luaH_getint", random);
                break;
            case "pair":
                FindPair(corpus, "pmain", function); // there is no call before main
                break;
            default:
                FindPass(corpus, function, s_codes[bug]);
                break;
        }
    }

    [Fact]
    public void One_that_fails_three_times_of_ten_is_called_flaky()
    {
        using CorpusUnderTest corpus = new("lua");
        string function = RandomOf("flaky").GetItems(s_functions["lua"], 1)[0];
        string count = corpus.PathOf("count");
        File.WriteAllText(count, "0\n");
        string luck = $"n=$(cat {count}); echo $((n + 1)) >{count}; test $(($(echo {Seed} $n | cksum | cut -c 1-6) %% 10)) -ge 3 || ";
        Finished finished = Run(corpus, corpus.Plant((function, PlantedCode.Overflow)), luck + corpus.Test);
        Assert.Equal(1, finished.Status);
        Assert.Contains("the test is flaky", finished.Error, StringComparison.Ordinal);
        output.WriteLine($"{File.ReadAllText(count).Trim()} tests, {_watch.Elapsed.TotalSeconds:0.0} s");
    }

#pragma warning disable CA5394 // reproducible on purpose
    private static Random RandomOf(string what) => new(Seed + what.Sum(c => c));
#pragma warning restore CA5394

    /// <summary>A program that relies on what it may not rely on.</summary>
    private void FindPass(CorpusUnderTest corpus, string function, string code)
    {
        string said = Bisect(corpus, corpus.Plant((function, code)));
        AssertFound(said, $@"function {Regex.Escape(function)}{Promoted} of p\d+: fails alone");
        Assert.Matches($@"pass \d+ of \d+: ({Passes}) on {Regex.Escape(function)}{Promoted} \(", said);
        AssertCheap(said);
    }

    /// <summary>Two functions that are wrong together alone.</summary>
    private void FindPair(CorpusUnderTest corpus, string first, string second)
    {
        string said = Bisect(corpus, corpus.Plant((first, PlantedCode.FirstOfTwo), (second, PlantedCode.SecondOfTwo)));
        AssertFound(said, $@"function ({first}|{second}){Promoted} of p\d+ and function (?!\1)({first}|{second}){Promoted} of p\d+: fail together");
        AssertCheap(said);
    }

    /// <summary>A wrong constant in an object.</summary>
    private void FindConstant(CorpusUnderTest corpus, string function)
    {
        PatchedObjects objects = new(corpus.Module, corpus.PathOf("objects"));
        string partition = objects.PatchConstant(function, constant: 77);
        string said = Bisect(corpus, corpus.Module, $"--good={objects.Good}", $"--bad={objects.Bad}");
        AssertFound(said, $"partition {partition}: fails alone");
        Assert.Contains($"{partition}: what differs: {function}\n", said, StringComparison.Ordinal);
    }

    /// <summary>A promoted symbol that is bound to another one.</summary>
    private void FindBinding(CorpusUnderTest corpus, string function, Random random)
    {
        PatchedObjects objects = new(corpus.Module, corpus.PathOf("objects"));
        (string partition, IReadOnlyList<string> users) = objects.PatchBinding(function, random);
        string said = Bisect(corpus, corpus.Module, $"--good={objects.Good}", $"--bad={objects.Bad}");
        AssertFound(said, $"partition {partition}: fails alone");
        string differs = Regex.Match(said, $"{partition}: what differs: (?<names>[^\n]*)").Groups["names"].Value;
        Assert.Equal(users.Order(StringComparer.Ordinal).Take(10), differs.Split(" and ")[0].Split(", "));
    }

    private string Bisect(CorpusUnderTest corpus, string module, params string[] options)
    {
        Finished finished = Run(corpus, module, corpus.Test, options);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{finished.Output}{finished.Error}{_watch.Elapsed.TotalSeconds:0.0} s"));
        Assert.True(finished.Status == 0, finished.Error);
        return finished.Output;
    }

    private Finished Run(CorpusUnderTest corpus, string module, string test, params string[] options)
    {
        _watch.Start();
        Finished finished = Tools.Run(
            Tools.LtoPar,
            ["bisect", module, "-O2", "-j2", "--timeout=20", $"--link-with={corpus.LinkWith}", $"--test={test}", $"-o={corpus.PathOf("found")}", .. options]);
        _watch.Stop();
        return finished;
    }

    private static void AssertFound(string said, string line)
    {
        Match found = Regex.Match(said, line + @" \((?<tests>\d+) tests\)");
        Assert.True(found.Success, said);
        Assert.InRange(int.Parse(found.Groups["tests"].Value, CultureInfo.InvariantCulture), 1, MostTests);
        Assert.Contains("all else as it was, the test passes", said, StringComparison.Ordinal);
    }

    private static void AssertCheap(string said) =>
        Assert.InRange(double.Parse(Builds().Match(said).Groups["builds"].Value, CultureInfo.InvariantCulture), 1, MostBuilds);

    [GeneratedRegex(@", (?<builds>[\d.]+) builds\n")]
    private static partial Regex Builds();
}
