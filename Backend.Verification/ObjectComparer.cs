using LtoPar.Backend.Verification.Checks;
using LtoPar.Backend.Verification.Objects;

namespace LtoPar.Backend.Verification;

/// <summary>Runs every check, those first whose findings explain the others.</summary>
public static class ObjectComparer
{
    private static readonly ICheck[] s_checks =
    [
        new NothingDefinedTwice(),
        new SameDefinitions(),
        new PromotedNamesUnique(),
        new NothingNewlyUndefined(),
        new HiddenResolves(),
        new ReferencesAgree(),
        new SameConstructors(),
        new ComdatsAlike(),
        new RetainedSectionsAlike(),
        new AliasesAlike(),
        new SameContents(),
        new UnwindTablesAlike(),
    ];

    /// <summary>The names of the checks, in the order in which they run.</summary>
    public static IReadOnlyList<string> Checks { get; } = [.. s_checks.Select(c => c.Name)];

    /// <returns>Empty: the partitions are the one-partition object, as far as a linker can tell.</returns>
    public static IReadOnlyList<Difference> Compare(Comparison comparison) =>
        [.. s_checks.SelectMany(check => check.Run(comparison).Select(text => new Difference(check.Name, text)))];
}
