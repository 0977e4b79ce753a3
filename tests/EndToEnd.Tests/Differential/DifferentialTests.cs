using System.Collections.Concurrent;
using LtoPar.EndToEnd.Tests.Suites;

namespace LtoPar.EndToEnd.Tests.Differential;

/// <summary>
/// Many kinds of links, each made of native code, by LLVM's own LTO, and by lto-par at the finest cut by one of the linkers that know its options (with
/// LTO_PAR_TEST_FULL=1 by all of them, also at the default cut and in one partition): what users and other programs see of the outputs must be equal, but for
/// what tests/suites/differential.txt excuses (CASE:LINKER:CUT:ASPECT).
/// </summary>
[Collection(nameof(SuiteCollection))]
public sealed class DifferentialTests(LinkFolders folders) : IClassFixture<LinkFolders>
{
    private static readonly string[] s_linkers = ["lld", "bfd", "gold", "mold"];

    public static TheoryData<string> Linkers() => [.. s_linkers];

    [Theory]
    [MemberData(nameof(Linkers))]
    public void Links_come_out_as_with_LLVMs_own_LTO(string linker)
    {
        string[] cuts = [.. TestForm.IsFull ? ["default", "one"] : Array.Empty<string>(), "max", .. linker == "lld" ? [] : new[] { "segments" }];
        LinkCase[] cases = [.. folders.Cases.Where(c => c.IsFor(linker))];
        Assert.True(cases.Length > 30, "the cases of tests/suites/differential are missing");
        cases = [.. cases.Where(c => IsTurn(c, linker))];

        ConcurrentDictionary<string, string> failures = new(StringComparer.Ordinal);
        Parallel.ForEach(cases, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, one =>
        {
            LinkFolder folder = folders.Of(one);
            LinkOutput native = folder.LinkNative(linker, $"{linker}-native");
            LinkOutput llvm = folder.LinkBitcode(linker, $"{linker}-llvm", "");
            foreach (string cut in cuts)
            {
                string options = $"-B{Tools.LinkerFolder} {PluginOptions(cut)}";
                LinkOutput actual = folder.LinkBitcode(linker, $"{linker}-{cut}", options);
                foreach ((string aspect, string difference) in actual.Differences(llvm, native, one.IsInterposable))
                {
                    failures[$"{one.Name}:{linker}:{cut}:{aspect}"] = $"{difference} {actual.Error}".Trim();
                }
            }
        });

        Excuses excuses = new(Path.Combine(Tools.Root, "tests/suites/differential.txt"));
        string[] tried = [.. cases.SelectMany(c => cuts.Select(cut => $"{c.Name}:{linker}:{cut}"))];
        string[] wrong =
        [
            .. failures.Where(f => !excuses.Contains(f.Key)).Select(f => $"{f.Key}: {f.Value}").Order(StringComparer.Ordinal),
            .. excuses.Unneeded(tried, [.. failures.Keys]).Select(n => $"{n}: is equal, its excuse is no longer needed"),
        ];
        Assert.True(wrong.Length == 0, $"{wrong.Length} differences of {tried.Length} links\n{string.Join('\n', wrong)}");
    }

    /// <summary>In segments: every file is one of its own, wherever the link can be cut so.</summary>
    private static string PluginOptions(string cut) => cut switch
    {
        "default" => "",
        "segments" => "-Wl,-plugin-opt=--ipo=parallel -Wl,-plugin-opt=--segments=99 -Wl,-plugin-opt=--partition=max",
        _ => $"-Wl,-plugin-opt=--partition={cut}",
    };

    private bool IsTurn(LinkCase one, string linker)
    {
        string[] linkers = [.. s_linkers.Where(one.IsFor)];
        return TestForm.IsFull || linker == linkers[Array.IndexOf(folders.Cases, one) % linkers.Length];
    }
}
