using System.CommandLine;
using LtoPar.Backend.Scheduling;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Help;

namespace LtoPar.Driver.Commands;

/// <summary>"lto-par bisect" finds what of a program is compiled wrongly: partitions, functions, a pass.</summary>
internal sealed class BisectCommand : Command, IHelpTopic
{
    private readonly Argument<string[]> _inputs = InputArgument.Create();

    public BisectCommand()
        : base("bisect", "Find the partition, the function and the pass that make a test fail")
    {
        Arguments.Add(_inputs);
        OwnGroup.AddTo(this);
        Plan.Group.AddTo(this);
        Target.Group.AddTo(this);
        SetAction(result => new BisectRun(this, result, InputArgument.Single(result.GetValue(_inputs))).Execute());
    }

    public Option<string?> Test { get; } = OptionFactory.Text(
        "--test", "CMD", "Shell command that ends with status 0 where the program is right; %p is the program, %i the object, %% a percent sign");

    public Option<string?> LinkWith { get; } = OptionFactory.Text(
        "--link-with", "CMD", "Link with this shell command before each test; %i is the object, %o the program to make");

    public Option<int?> Timeout { get; } = OptionFactory.Seconds("--timeout", "Time after which a test has failed (default 60)");

    public Option<string?> GoodObjects { get; } = OptionFactory.Text(
        "--good", "DIR", "Objects that are right, p00.o and so on, of another LLVM or another lto-par (default: the partitions compiled at -O0)");

    public Option<string?> BadObjects { get; } = OptionFactory.Text(
        "--bad", "DIR", "Objects that are wrong (default: the partitions as these options compile them); of functions is said which differ");

    public Option<string?> Folder { get; } = OptionFactory.Text(
        "--output", "DIR", "Folder for outcomes, which a second run takes up, and the reproducer (default: INPUT.bisect)", "-o");

    public Option<string?> Linker { get; } = LinkerOption.CreateBeforeLink("bisect");

    public Option<JobsRequest?> Jobs { get; } = JobsOption.CreateWithoutServer("Partitions compiled at a time");

    public Option<bool> Verbose { get; } = OptionFactory.Flag("--verbose", "Say what is done, with times, on stderr", "-v");

    public PlanOptions Plan { get; } = new();

    public TargetOptions Target { get; } = new();

    public HelpPage Help => new(
        """
        Finds what makes a test fail that passes when nothing is optimised: first the partitions, then their functions, then
        the pass. All sets of partitions and functions that fail for themselves are found, pairs that fail only together too.

        Usage:
          lto-par bisect [options] INPUT --link-with=CMD --test=CMD

        A program is mixed of partitions compiled with the options that are given and of partitions compiled at -O0, and the
        test says whether it is right. Of functions that are not under suspicion in a partition, passes are kept away
        (optnone); of passes, the first N are run (-opt-bisect-limit). A test that does not always end in the same way is an
        error. Outcomes are kept in DIR/outcomes as they come: after an interruption, the same command goes on from there.
        DIR then has the partition, and interesting.sh for llvm-reduce.

        Examples:
          lto-par bisect lua.bc --link-with='cc %i -o %o -lm -ldl' --test='%p test.lua'
          lto-par bisect lua.bc --good=old --link-with='cc %i -o %o -lm -ldl' --test='%p test.lua | cmp - expected'
        """,
        [FullGroup, Plan.Group, Target.Group, RulesOption.Group]);

    private Option[] Own => [Test, LinkWith, Timeout, GoodObjects, BadObjects, Folder, Linker, Jobs, Verbose];

    private HelpGroup OwnGroup => new("Bisecting", Own);

    private HelpGroup FullGroup => new("Bisecting", [.. Own, ColorOption.Option, LlvmLibraryOption.Option]);
}
