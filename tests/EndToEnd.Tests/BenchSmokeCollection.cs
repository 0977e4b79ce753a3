namespace LtoPar.EndToEnd.Tests;

/// <summary>After all other tests of this assembly, so that they do not take the processors that are measured.</summary>
[CollectionDefinition(nameof(BenchSmokeTests), DisableParallelization = true)]
public sealed class BenchSmokeCollection;
