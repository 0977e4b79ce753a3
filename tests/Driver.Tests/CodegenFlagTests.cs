using LtoPar.Backend.CodeGeneration;
using LtoPar.TestSupport;

namespace LtoPar.Driver.Tests;

/// <summary>docs/codegen-options.md and the program have one table, and each option that is not honoured says so.</summary>
public sealed class CodegenFlagTests
{
    private static readonly Dictionary<FlagEffect, string> s_words = new()
    {
        [FlagEffect.Option] = "option",
        [FlagEffect.CodeGenerator] = "code generator",
        [FlagEffect.Ignored] = "ignored",
        [FlagEffect.Refused] = "refused",
    };

    [Fact]
    public void The_document_has_the_programs_table()
    {
        Assert.Equal(
            CodeGenFlags.All.Select(f => (f.Name, s_words[f.Effect], f.Effect == FlagEffect.Option ? "" : f.Note)),
            Rows().Select(r => (Name(r.Word), r.Effect, r.Effect == "option" ? "" : r.Note)));
    }

    [Fact]
    public void A_refused_option_is_one_error_and_an_ignored_one_a_warning()
    {
        using TestFolder folder = new();
        string missing = folder.File("missing.bc");
        foreach ((string word, string effect, string note) in Rows().Where(r => r.Effect is "refused" or "ignored"))
        {
            CommandResult outcome = Command.Run("compile", missing, "-mllvm", word);
            string said = effect == "refused"
                ? $"lto-par: error: -mllvm {word} is not supported: {note}\n"
                : $"lto-par: warning: -mllvm {word} is ignored: {note}\n";
            Assert.Equal(1, outcome.Status);
            Assert.StartsWith(said, outcome.Error, StringComparison.Ordinal);
            // What is ignored does not end the run: that the input is missing is said next.
            Assert.Equal(effect == "ignored", outcome.Error.Contains("missing.bc", StringComparison.Ordinal));
        }
    }

    private static string Name(string word) => word == "-O3" ? "O" : word.TrimStart('-').Split('=')[0];

    private static IEnumerable<(string Word, string Effect, string Note)> Rows() =>
        File.ReadLines(Path.Combine(Repository.Root, "docs/codegen-options.md"))
            .Where(line => line.StartsWith("| `-", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => (cells[1].Trim('`'), cells[2], cells[3]));
}
