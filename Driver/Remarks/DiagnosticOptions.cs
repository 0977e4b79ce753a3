using System.CommandLine;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Help;
using LtoPar.Llvm;

namespace LtoPar.Driver.Remarks;

/// <summary>The options that ask for optimisation remarks, and say what warnings are worth. They change no object.</summary>
internal sealed class DiagnosticOptions
{
    private readonly Option<PassPattern?> _passed = Passes("-Rpass", "Print what the passes did whose names match");
    private readonly Option<PassPattern?> _missed = Passes("-Rpass-missed", "Print what these passes could not do");
    private readonly Option<PassPattern?> _analysis = Passes("-Rpass-analysis", "Print why they could not, and what they found out");

    private readonly Option<string?> _output = OptionFactory.Text(
        "-pass-remarks-output", "FILE", "Write all remarks as LLVM's YAML, by partition; - is standard output", "--pass-remarks-output",
        "--opt-remarks-filename");

    private readonly Option<PassPattern?> _filter =
        Passes("-pass-remarks-filter", "Write those of these passes alone", "--pass-remarks-filter", "--opt-remarks-passes");

    private readonly Option<bool> _hotness = OptionFactory.Flag(
        "-pass-remarks-with-hotness", "Say how often the code runs, by its profile", "--pass-remarks-with-hotness", "--opt-remarks-with-hotness");

    private readonly Option<HotnessThreshold?> _threshold = OptionFactory.Scalar<HotnessThreshold?>(
        "-pass-remarks-hotness-threshold", "N", "Leave out remarks of code that runs less often; 'auto': less than the profile calls hot",
        HotnessThreshold.Parse,
        "--pass-remarks-hotness-threshold", "--opt-remarks-hotness-threshold");

    private readonly Option<bool> _errors = OptionFactory.Flag("-Werror", "LLVM's warnings about the program are errors");

    public HelpGroup Group => new("Diagnostics", [_passed, _missed, _analysis, _output, _filter, _hotness, _threshold, _errors]);

    public bool WarningsAreErrors(ParseResult result) => result.GetValue(_errors);

    /// <summary>The file of remarks; null: none is written.</summary>
    public string? Output(ParseResult result) => result.GetValue(_output);

    /// <returns>Null: no remarks are asked for.</returns>
    public RemarkReport? Read(ParseResult result)
    {
        RemarkSelection selection = new(result.GetValue(_passed), result.GetValue(_missed), result.GetValue(_analysis));
        string? output = Output(result);
        PassPattern? filter = result.GetValue(_filter);
        bool withHotness = result.GetValue(_hotness);
        HotnessThreshold? threshold = result.GetValue(_threshold);
        if (output is null && selection.IsEmpty)
        {
            // As clang and lld do: which remarks are wanted asks for none.
            return null;
        }

        string recorded = filter?.Text ?? (output is null ? selection.Union : "");
        return new RemarkReport(output, selection, Request(recorded, withHotness, threshold));
    }

    /// <summary>Spells a request for a worker process, which reads it with <see cref="ReadRequest"/>.</summary>
    public static IReadOnlyList<string> ToArguments(RemarkRequest request) =>
    [
        $"-pass-remarks-filter={(request.Passes.Length == 0 ? PassPattern.Any : request.Passes)}",
        .. request.WithHotness ? ["-pass-remarks-with-hotness"] : Array.Empty<string>(),
        $"-pass-remarks-hotness-threshold={new HotnessThreshold(request.Threshold)}",
    ];

    /// <returns>Null: no remarks are recorded.</returns>
    public RemarkRequest? ReadRequest(ParseResult result) => result.GetValue(_filter) is { } filter
        ? Request(filter.Text, result.GetValue(_hotness), result.GetValue(_threshold))
        : null;

    private static RemarkRequest Request(string passes, bool withHotness, HotnessThreshold? threshold) =>
        new(passes, withHotness || threshold is not null and not { Count: 0 }, threshold is null ? 0 : threshold.Value.Count);

    private static Option<PassPattern?> Passes(string name, string description, params string[] aliases) =>
        OptionFactory.Scalar(name, "PASSES", description, PassPattern.Parse, aliases)!;
}
