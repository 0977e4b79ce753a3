namespace LtoPar.EndToEnd.Tests.Instrumented;

/// <summary>
/// Instrumented and hardened builds, and language features with a runtime of their own: however the module is cut, the program prints the same, fails
/// in the same way with the same report, and records the same profile as the one-partition program. Each derived class is a table, and runs beside the others.
/// In the short form a module is cut by default and as finely as can be.
/// </summary>
public abstract class InstrumentedTests
{
    private static readonly (string Name, string[] Options)[] s_cuts =
    [
        ("default", []), ("max", ["--partition=max"]), .. TestForm.IsFull ? [("three", ["--max-functions=3"])] : Array.Empty<(string, string[])>(),
    ];

    private protected static TheoryData<string> Names(InstrumentedCase[] cases)
    {
        TheoryData<string> names = [];
        foreach (InstrumentedCase instrumented in cases)
        {
            names.Add(instrumented.Name);
        }

        return names;
    }

    private protected static void Compare(InstrumentedCase[] cases, string name) => Compare(cases.Single(c => c.Name == name));

    private protected static void Compare(InstrumentedCase instrumented)
    {
        using InstrumentedProgram program = new(instrumented);
        CompareCuts(instrumented, program, "post-ipo", s_cuts);
        if (instrumented.Codegen)
        {
            CompareCuts(instrumented, program, "codegen", [("codegen-max", ["--partition=max"])]);
        }
    }

    private static void CompareCuts(
        InstrumentedCase instrumented, InstrumentedProgram program, string stage, (string Name, string[] Options)[] cuts)
    {
        string whole = program.Partition($"{stage}-one", stage, "--partition=one");
        string expected = InstrumentedOutput.Of(instrumented, program.Link(whole), whole);
        foreach (string fragment in instrumented.Expected)
        {
            Assert.True(expected.Contains(fragment, StringComparison.Ordinal), $"{instrumented.Name}, one partition, {stage}: no '{fragment}' in\n{expected}");
        }

        foreach ((string cut, string[] options) in cuts)
        {
            string combined = program.Partition(cut, stage, options);
            if (File.ReadAllBytes(combined).AsSpan().SequenceEqual(File.ReadAllBytes(whole)))
            {
                continue;
            }

            string found = InstrumentedOutput.Of(instrumented, program.Link(combined), combined);
            Assert.True(expected == found, $"{instrumented.Name}, {cut}, {stage}: {FirstDifference(expected, found)}");
        }
    }

    private static string FirstDifference(string expected, string found)
    {
        string[] left = expected.Split('\n');
        string[] right = found.Split('\n');
        int line = 0;
        while (line < left.Length && line < right.Length && left[line] == right[line])
        {
            line++;
        }

        string context = string.Join('\n', left.Skip(Math.Max(0, line - 5)).Take(Math.Min(5, line)));
        return $"line {line + 1} differs, after\n{context}\none partition:\n{string.Join('\n', left.Skip(line).Take(8))}\npartitioned:\n"
            + $"{string.Join('\n', right.Skip(line).Take(8))}";
    }
}
