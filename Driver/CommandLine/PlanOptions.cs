using System.CommandLine;
using LtoPar.Backend.Slots;
using LtoPar.CallGraph;
using LtoPar.Driver.Help;
using LtoPar.Driver.Linking;
using LtoPar.Driver.Slots;
using LtoPar.Linkage;
using LtoPar.Partitioner;
using LtoPar.Platform;

namespace LtoPar.Driver.CommandLine;

/// <summary>The options that decide the cut and the linkage, shared by every command that plans.</summary>
internal sealed class PlanOptions
{
    private const string KeepUnique = "keep-unique";

    private static readonly Dictionary<string, PartitionStrategy> s_strategies = new(StringComparer.Ordinal)
    {
        ["dfs"] = PartitionStrategy.Dfs,
        ["one"] = PartitionStrategy.One,
        ["max"] = PartitionStrategy.Max,
        ["balanced"] = PartitionStrategy.Balanced,
    };

    public Option<PartitionStrategy?> Strategy { get; } =
        OptionFactory.OneOf(
            "--partition", "How to cut: depth-first over the call graph (default), not at all, every group apart, or GCC's balanced map", s_strategies);

    public Option<int?> MaxFunctions { get; } =
        OptionFactory.Count("--max-functions", "Most functions in a partition (default: one for every 64 instructions of --max-size, at least 100)");

    public Option<long?> MaxSize { get; } =
        OptionFactory.Size("--max-size", "Most IR instructions in a partition (default: by the size of the program and its number of symbols)");

    public Option<int?> MaxPartitions { get; } =
        OptionFactory.Count("--partitions",
            $"Most partitions; raises the two bounds where needed (default {PartitionOptions.DefaultMaxPartitions}; no limit for --partition=max)");

    public Option<long?> MaxCloneSize { get; } = OptionFactory.Scalar<long?>(
        "--max-clone-size", "BYTES", $"Largest constant whose value other partitions may see (default {LinkageOptions.DefaultMaxCloneSize})",
        text => OptionFactory.Number(text));

    public Option<long?> ImportLimit { get; } = OptionFactory.Scalar<long?>(
        "--import-limit", "NUMBER",
        $"With --ipo=parallel: instructions of the largest function that other partitions may inline (default {ImportOptions.DefaultLimit})",
        text => OptionFactory.Number(text));

    public Option<string?> UniqueId { get; } = OptionFactory.Scalar(
        "--unique-id", "ID",
        "Suffix of promoted names (default: a hash of the defined external names, the content and the output's name; of a final link, of each name)",
        CheckUniqueId);

    public Option<bool> FinalLink { get; } = OptionFactory.Flag(
        "--final-link", "The output meets no other output of lto-par: promoted names stay the same when the content is edited");

    public Option<NewNames?> PromoteNames { get; } = OptionFactory.OneOf(
        "--promote-names", "Which promoted symbols get new names: all, or those whose names the final link has more than once (default: always)",
        new Dictionary<string, NewNames>(StringComparer.Ordinal) { ["always"] = NewNames.Always, [KeepUnique] = NewNames.KeepUnique });

    public Option<string[]?> LinkedWith { get; } = new("--linked-with")
    {
        Description = "With --promote-names=keep-unique: an object, archive or library of the final link; repeatable",
        HelpName = "FILE",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    public Option<SlotPattern[]?> Slots { get; } = SlotOption.Create();

    public HelpGroup Group => new(
        "Cutting and linkage",
        [Strategy, MaxFunctions, MaxSize, MaxPartitions, MaxCloneSize, ImportLimit, UniqueId, FinalLink, PromoteNames, LinkedWith, Slots]);

    /// <summary>The names of slots: what opens the program marks them.</summary>
    public IReadOnlyList<SlotPattern> ReadSlots(ParseResult result) => result.GetValue(Slots) ?? [];

    /// <param name="isFinal">Whether the link is known to be final.</param>
    /// <param name="linkedWith">The other files of the link, as far as they are known without the command line.</param>
    /// <exception cref="LtoParException">Names are to be kept, and the other files of the link are not known, or cannot be read.</exception>
    public PlanRequest Read(ParseResult result, bool isFinal = false, IReadOnlyList<string>? linkedWith = null)
    {
        isFinal |= result.GetValue(FinalLink);
        return new(
            new PartitionOptions
            {
                Strategy = result.GetValue(Strategy) ?? PartitionStrategy.Dfs,
                MaxFunctions = result.GetValue(MaxFunctions),
                MaxSize = result.GetValue(MaxSize),
                MaxPartitions = result.GetValue(MaxPartitions),
            },
            result.GetValue(MaxCloneSize) ?? LinkageOptions.DefaultMaxCloneSize,
            result.GetValue(UniqueId),
            isFinal)
        {
            ImportLimit = result.GetValue(ImportLimit) ?? ImportOptions.DefaultLimit,
            Others = result.GetValue(PromoteNames) == NewNames.KeepUnique
                ? ReadOthers([.. linkedWith ?? [], .. result.GetValue(LinkedWith) ?? []], isFinal)
                : null,
        };
    }

    /// <summary>
    /// The command-line spelling of these options, complete and in a fixed order: values that were found out are named, so that they stay the same.
    /// </summary>
    /// <param name="partitioning">The options as resolved for the program.</param>
    public static IReadOnlyList<string> ToArguments(PartitionOptions partitioning, LinkageOptions linkage, Rules rules) =>
    [
        $"--partition={partitioning.Strategy.ToString().ToLowerInvariant()}",
        $"--max-functions={partitioning.MaxFunctions}",
        $"--max-size={partitioning.MaxSize}",
        .. partitioning.MaxPartitions is { } most ? new[] { $"--partitions={most}" } : [],
        $"--max-clone-size={linkage.MaxCloneSize}",
        .. linkage.Imports is { } imports ? new[] { $"--import-limit={imports.Limit}" } : [],
        linkage.UniqueId is null ? "--final-link" : $"--unique-id={linkage.UniqueId}",
        .. linkage.Others is { } others ? others.Files.Select(file => $"--linked-with={file}").Prepend($"--promote-names={KeepUnique}") : [],
        .. rules == Rules.All ? [] : new[] { $"--disable-rule={RuleTable.Disabled(rules)}" },
    ];

    /// <returns>Null: another output of lto-par may have the same names.</returns>
    private static OtherNames? ReadOthers(IReadOnlyList<string> files, bool isFinal) => !isFinal ? null
        : files.Count > 0 ? LinkableNames.Read(files)
        : throw new LtoParException(
            null, $"--promote-names={KeepUnique} has to know all other files of the link: let the linker plugin link, or name each with --linked-with=FILE");

    private static string CheckUniqueId(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
        ? text
        : throw new FormatException($"'{text}' must be letters, digits and '_'");
}
