using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LtoPar.Backend.Scheduling;
using LtoPar.Driver.Bisecting;
using LtoPar.Driver.Caching;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Help;
using LtoPar.Driver.UserCommands;
using LtoPar.Platform;

namespace LtoPar.Driver.Commands;

/// <summary>"lto-par bisect" finds what of a program is compiled wrongly: partitions, functions, a pass.</summary>
internal sealed class BisectCommand : Command, IHelpTopic
{
    private readonly Argument<string[]> _inputs = InputArgument.Create();
    private readonly CacheOptions _cache = new();
    private readonly RemoteCacheOptions _remoteCache = new();

    public BisectCommand()
        : base("bisect", "Find the partition, the function and the pass that make a test fail")
    {
        Arguments.Add(_inputs);
        OwnGroup.AddTo(this);
        Plan.Group.AddTo(this);
        Target.Group.AddTo(this);
        CacheGroup.AddTo(this);
        SetAction(Run);
    }

    public Option<string?> Test { get; } = OptionFactory.Text(
        "--test", "CMD", "Shell command that ends with status 0 where the program is right; %p is the program, %i the object, %% a percent sign");

    public Option<double?> Slow { get; } = OptionFactory.Scalar<double?>(
        "--slow", "SECONDS", "Instead of a test: find what makes a partition take more processor time than this to compile", Duration);

    public Option<long?> Bigger { get; } = OptionFactory.Scalar<long?>(
        "--bigger", "BYTES", "Instead of a test: find what makes a partition's code larger than this",
        text => OptionFactory.PositiveNumber(text, long.MaxValue));

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

    /// <returns>Null: none is asked for.</returns>
    public CacheRequest? ReadCaches(ParseResult result) => CacheRequest.Read(_cache, _remoteCache, result);

    public HelpPage Help => new(
        """
        Finds what makes a test fail that passes when nothing is optimised: first the partitions, then their functions, then
        the pass. All sets of partitions and functions that fail for themselves are found, pairs that fail only together too.

        Usage:
          lto-par bisect [options] INPUT --link-with=CMD --test=CMD
          lto-par bisect [options] --test=CMD -- LINK COMMAND
          lto-par bisect [options] INPUT --slow=SECONDS | --bigger=BYTES

        A program is mixed of partitions compiled with the options that are given and of partitions compiled at -O0, and the
        test says whether it is right. Of functions that are not under suspicion in a partition, passes are kept away
        (optnone); of passes, the first N are run (-opt-bisect-limit). A test that does not always end in the same way is an
        error. Outcomes are kept in DIR/outcomes as they come: after an interruption, the same command goes on from there.
        DIR then has the partition, and interesting.sh for llvm-reduce.

        LINK COMMAND is run as it is, up to where lto-par compiles, and then once for each test with the objects of that; %p is
        what it links. Where the cut is wrong, not the optimisation, the symbols are named that have to stay with their users.

        Examples:
          lto-par bisect lua.bc --link-with='cc %i -o %o -lm -ldl' --test='%p test.lua'
          lto-par bisect --test='%p test.lua' -- clang -flto -B/usr/libexec/lto-par -fuse-ld=mold *.o -o lua -lm -ldl
          lto-par bisect lua.bc --good=old --link-with='cc %i -o %o -lm -ldl' --test='%p test.lua | cmp - expected'
        """,
        [FullGroup, Plan.Group, Target.Group, CacheGroup, RulesOption.Group]);

    private static double? Duration(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds > 0
            ? seconds
            : throw new FormatException($"'{text}' is not a number of seconds above 0");

    private int Run(ParseResult result)
    {
        Token[] tokens = [.. result.Tokens];
        int dashes = Array.FindIndex(tokens, t => t.Type == TokenType.DoubleDash);
        if (dashes < 0)
        {
            return new BisectRun(this, result, InputArgument.Single(result.GetValue(_inputs))).Execute();
        }

        string[] words = [.. tokens[(dashes + 1)..].Select(t => t.Value)];
        if (words.Length == 0 || result.GetValue(_inputs)?.Length != words.Length)
        {
            throw new LtoParException(null, "after -- comes the link command, and nothing but options before it; 'lto-par bisect --help' says more");
        }

        ShellCommand.Require("--test", result.GetValue(Test), "%p", Name); // before a link that may take long
        using LinkCommandMaker link = new(words);
        link.Record();
        // As if the options of the link stood before the user's, which are the last.
        (string module, IReadOnlyList<string> recorded) = link.Recorded;
        ParseResult again = result.RootCommandResult.Command.Parse([Name, .. recorded, .. Joined(tokens[..dashes]), module], result.Configuration);
        again.InvocationConfiguration.Output = result.InvocationConfiguration.Output;
        again.InvocationConfiguration.Error = result.InvocationConfiguration.Error;
        return new BisectRun(this, again, module, link).Execute();
    }

    /// <summary>The options of a command line as words, each with its value.</summary>
    private static List<string> Joined(IEnumerable<Token> tokens)
    {
        List<string> words = [];
        foreach (Token token in tokens.Where(t => t.Type != TokenType.Command))
        {
            if (token.Type == TokenType.Argument && words.Count > 0)
            {
                words[^1] += "=" + token.Value;
            }
            else
            {
                words.Add(token.Value);
            }
        }

        return words;
    }

    private HelpGroup CacheGroup => _cache.GroupWith(_remoteCache);

    private Option[] Own => [Test, Slow, Bigger, LinkWith, Timeout, GoodObjects, BadObjects, Folder, Linker, Jobs, Verbose];

    private HelpGroup OwnGroup => new("Bisecting", Own);

    private HelpGroup FullGroup => new("Bisecting", [.. Own, ColorOption.Option, LlvmLibraryOption.Option]);
}
