using System.CommandLine;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Help;

namespace LtoPar.Driver.Commands;

/// <summary>"lto-par verify" shows that partitioning a module changes nothing, or the first thing that it changes.</summary>
internal sealed class VerifyCommand : Command, IHelpTopic
{
    private readonly Argument<string[]> _inputs = InputArgument.Create();

    public VerifyCommand()
        : base("verify", "Compile in one partition and in many, in several ways, and compare the objects")
    {
        Arguments.Add(_inputs);
        Verifying.Own.AddTo(this);
        Plan.Group.AddTo(this);
        Target.Group.AddTo(this);
        SetAction(result => new VerifyRun(this, result, InputArgument.Single(result.GetValue(_inputs))).Execute());
    }

    public VerifyOptions Verifying { get; } = new();

    public PlanOptions Plan { get; } = new();

    public TargetOptions Target { get; } = new();

    public HelpPage Help => new(
        """
        Shows that partitioning a module changes nothing: compiles it as one partition, and as many in several ways, and
        compares the objects.

        Usage:
          lto-par verify [options] INPUT

        The partitions' objects must be the same bytes in every mode: of one partition in sixteen, and at least four, or of
        all where --modes says which modes. Together they must define what the one-partition object defines, with the same
        binding, visibility, type, size and section but for promoted symbols; leave undefined what it leaves undefined; and
        have its constructors, comdats, aliases, variables' values and unwind tables; with --stage=codegen also its code.
        One line says so, with status 0; or the first difference, with 1.

        Examples:
          lto-par verify merged.bc -j 8
          lto-par verify merged.bc --partition=max --all
          lto-par verify lua.bc --link-with='cc %i -o %o -lm -ldl' --run='%p test.lua'
        """,
        [Verifying.Group, Plan.Group, Target.Group, RulesOption.Group]);
}
