using System.Collections.Concurrent;

namespace LtoPar.EndToEnd.Tests.Programs;

/// <summary>The work that the scripts tests/corpus/run-NAME.sh put a real program to; every build of it prints the same.</summary>
internal static class ProgramWork
{
    /// <summary>zstd runs all its levels in the full form.</summary>
    private static readonly (string, string)[] s_settings = TestForm.IsFull ? [] : [("ZSTD_LEVELS", "1 3 6 12")];

    /// <summary>The output of the reference programs; each is run once.</summary>
    private static readonly ConcurrentDictionary<string, Lazy<string>> s_expected = new();

    /// <summary>Requires that a build of a program does what the corpus's one-partition program does.</summary>
    public static void AssertSame(string program, string executable) =>
        Assert.Equal(s_expected.GetOrAdd(program, p => new Lazy<string>(() => Of(p, Corpus.File(p, "ref")))).Value, Of(program, executable));

    private static string Of(string program, string executable)
    {
        using TempFolder folder = new();
        string script = Path.Combine(Tools.Root, $"tests/corpus/run-{program}.sh");
        Finished finished = Tools.Run("bash", [script, executable, folder.File("work")], null, s_settings);
        Assert.True(finished.Status == 0, $"{finished.Command}\nstatus {finished.Status}\n{finished.Error}");
        Assert.True(finished.Output.Length > 100, "the workload printed next to nothing");
        return finished.Output;
    }
}
