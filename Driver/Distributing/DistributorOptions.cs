using System.CommandLine;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Help;
using LtoPar.Platform;

namespace LtoPar.Driver.Distributing;

/// <summary>The options that hand the compiling to a distributor of LLVM's DTLTO; ld.lld has the same with "thinlto-" before them.</summary>
internal sealed class DistributorOptions
{
    private readonly Option<string?> _program =
        OptionFactory.Text("--distributor", "PROG", "Have this program compile the partitions: a distributor of LLVM's DTLTO (docs/distributed.md)");

    private readonly Option<string[]> _arguments = new("--distributor-arg")
    {
        Description = "An argument for it, before the job file's path; repeatable",
        HelpName = "WORD",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    public HelpGroup Group => new("Distribution", [_program, _arguments]);

    /// <returns>Null: this process compiles.</returns>
    /// <exception cref="LtoParException">There are arguments for no program.</exception>
    public Distributor? Read(ParseResult result)
    {
        string[] arguments = result.GetValue(_arguments) ?? [];
        return result.GetValue(_program) is { } program ? new Distributor(program, arguments)
            : arguments.Length == 0 ? null
            : throw new LtoParException(null, "--distributor-arg is for a distributor; name it with --distributor");
    }
}
