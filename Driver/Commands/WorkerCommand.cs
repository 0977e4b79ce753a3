using System.CommandLine;
using LtoPar.Backend;
using LtoPar.Backend.CodeGeneration;
using LtoPar.Backend.Workers;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Execution;
using LtoPar.Driver.Help;
using LtoPar.Driver.Remarks;
using LtoPar.Llvm;

namespace LtoPar.Driver.Commands;

/// <summary>
/// "lto-par compile-worker OPTIONS" is what --executor=process starts: it compiles partitions that come on standard input as records
/// (<see cref="WorkerServer"/>). No user types it, so no help shows it.
/// </summary>
internal sealed class WorkerCommand : Command, IHelpTopic
{
    private readonly TargetOptions _target = new();
    private readonly DiagnosticOptions _diagnostics = new();
    private readonly Option<bool> _logPasses = new(WorkerArguments.PassLog) { Description = "Say on stderr which passes run", Hidden = true };

    public WorkerCommand()
        : base(WorkerArguments.Command, "Compile partitions for another lto-par")
    {
        Hidden = true;
        _target.Group.AddTo(this);
        _diagnostics.Group.AddTo(this);
        base.Options.Add(_logPasses);
        SetAction(Run);
    }

    public HelpPage Help => new(
        """
        Compiles partitions for another lto-par, which starts it with --executor=process and talks to it on standard input and output.

        Usage:
          lto-par compile-worker [options]

        'lto-par compile' does the same with a file.
        """,
        [_target.Group, _diagnostics.Group, RulesOption.Group]);

    /// <summary>The options of a command line that <see cref="WorkerArguments"/> has made.</summary>
    internal CompileOptions ReadOptions(ParseResult result) =>
        _target.Read(result) with { Remarks = _diagnostics.ReadRequest(result) };

    private int Run(ParseResult result)
    {
        LlvmSession.Start(result.GetValue(LlvmLibraryOption.Option));
        if (result.GetValue(_logPasses))
        {
            PassLog.TurnOn();
        }

        // What there was to be warned of has been said by the process that started this one.
        CompileOptions options = LlvmWords.Settle(ReadOptions(result), _ => { });
        WorkerServer.Serve(options, WorkerIdentity.Of(options));
        return 0;
    }
}
