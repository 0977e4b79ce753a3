namespace LtoPar.Partitioner.Tests;

/// <summary>Times are compared with nothing else running.</summary>
[CollectionDefinition(nameof(ScaleTests), DisableParallelization = true)]
public sealed class ScaleCollection;
