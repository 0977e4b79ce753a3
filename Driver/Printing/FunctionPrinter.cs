using System.Text;
using LtoPar.Backend;
using LtoPar.Backend.Slots;
using LtoPar.CallGraph;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Compilation;
using LtoPar.Driver.Execution;
using LtoPar.Linkage;
using LtoPar.Partitioner;
using LtoPar.Platform;
using LtoPar.Platform.Files;
using LtoPar.Platform.Processes;

namespace LtoPar.Driver.Printing;

/// <summary>
/// Prints one function between passes. Its partition is compiled once more for that, by a process of its own: LLVM's switches for printing are of a whole
/// process, in which other partitions would print between, and this one shows nothing else.
/// </summary>
internal static class FunctionPrinter
{
    private const int MostNames = 10;
    private const string ErrorPrefix = "lto-par: error: ";
    private const string OwnPrefix = "lto-par: ";

    /// <returns>What LLVM prints.</returns>
    /// <exception cref="LtoParException">There is no such function, or a pass that was named did not run on it.</exception>
    public static string Print(PlannedProgram planned, PrintRequest request)
    {
        SymbolPlan plan = planned.Plan;
        string input = planned.Program.Input.Name;
        int function = Find(plan, request.Function, input);
        CompileOptions options = planned.Program.Pipeline.Options;
        int partition = plan.Partitions.PartitionOf[function];
        string name = SymbolText.PartitionName(partition);
        string[] names = [.. new[] { plan.Names[function], plan.Graph.Symbols.Names[function] }.Distinct(StringComparer.Ordinal)];
        string text = Compile(planned.CarveOne(partition), name, options, request.ToLlvm(names), input);
        (string, string?, string)[] asked = [("--print-after", request.After, "After"), ("--print-before", request.Before, "Before")];
        foreach ((string option, string? pass, string dump) in asked)
        {
            if (pass is not null && !text.Contains($"*** IR Dump {dump} ", StringComparison.Ordinal))
            {
                string why = PassNames.Has(pass)
                    ? $"does not run on {request.Function} in its partition, {name}, with {string.Join(' ', options.ToArguments())} "
                        + "(passes before the cut are not printed)"
                    : $"is not the name of a pass of LLVM's, nor of one in code generation that runs on {request.Function}";
                throw new LtoParException(input, $"{option}: '{pass}' {why}");
            }
        }

        return text;
    }

    private static int Find(SymbolPlan plan, string name, string input)
    {
        SymbolTable symbols = plan.Graph.Symbols;
        int[] functions =
        [
            .. Enumerable.Range(0, plan.Graph.SymbolCount)
                .Where(s => symbols.KindOf(s) == SymbolKind.Function && plan.Partitions.PartitionOf[s] >= 0),
        ];
        foreach (IReadOnlyList<string> names in new[] { plan.Names, symbols.Names })
        {
            foreach (int function in functions)
            {
                if (names[function] == name)
                {
                    return function;
                }
            }
        }

        // Statics of several files that have one name got another when they were merged.
        int[] meant = [.. functions.Where(f => SourceName.Spellings(symbols.Names[f]).Contains(name))];
        if (meant.Length == 1)
        {
            return meant[0];
        }

        if (meant.Length > 1)
        {
            string which = string.Join(", ", meant.Take(MostNames).Select(f => symbols.Names[f])) + (meant.Length > MostNames ? ", ..." : "");
            throw new LtoParException(input, $"--filter-function={name}: {meant.Length} functions are called so; name one of {which}");
        }

        string? near = Suggestion.For(name, functions.Select(f => symbols.Names[f]));
        string advice = near is null ? "'lto-par dump-partitions' lists them" : $"did you mean '{near}'?";
        throw new LtoParException(input, $"--filter-function={name}: no function of that name is defined; {advice}");
    }

    private static string Compile(byte[] bitcode, string partition, CompileOptions options, IEnumerable<string> llvm, string input)
    {
        using ScratchFolder scratch = new();
        string file = Path.Combine(scratch.Path, partition + ".bc");
        OutputFile.Write(file, bitcode);
        ProgramAnswer answer = CompileChild.Run(file, Path.Combine(scratch.Path, partition + ".o"), options, llvm);
        string[] lines = Encoding.UTF8.GetString(answer.Error).Split('\n');
        if (answer.Status != 0)
        {
            string said = lines.LastOrDefault(l => l.StartsWith(ErrorPrefix, StringComparison.Ordinal))?[ErrorPrefix.Length..]
                ?? $"it ended with status {answer.Status}";
            throw new LtoParException(input, $"partition {partition} does not compile by itself to be printed: {said}");
        }

        // Warnings are said by the run that makes the object.
        return string.Join('\n', lines.Where(l => !l.StartsWith(OwnPrefix, StringComparison.Ordinal)));
    }
}
