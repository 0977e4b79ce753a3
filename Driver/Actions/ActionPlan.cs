using LtoPar.Backend.Partitions;

namespace LtoPar.Driver.Actions;

/// <summary>What a build tool or a distributor is to do: compile each partition, then combine the objects.</summary>
/// <param name="Program">The lto-par that the actions run.</param>
/// <param name="Compiling">The options of "lto-par compile".</param>
/// <param name="Output">The combined object, a path from the folder of the actions.</param>
/// <param name="Linker">The linker that combines; null: the one that is found.</param>
/// <param name="Partitions">The partitions, in link order.</param>
/// <param name="Order">Their numbers, the longest to compile first.</param>
/// <param name="Definitions">By partition: the names that its object has to define.</param>
/// <param name="InputFiles">Files that the options name, beside the bitcode.</param>
internal sealed record ActionPlan(
    string Program,
    IReadOnlyList<string> Compiling,
    string Output,
    string? Linker,
    IReadOnlyList<CarvedPartition> Partitions,
    IReadOnlyList<int> Order,
    IReadOnlyList<IReadOnlyList<string>> Definitions,
    IReadOnlyList<string> InputFiles);
