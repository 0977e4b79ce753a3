namespace LtoPar.Backend.Tests.Ipo;

/// <summary>The prefix sets options that every thread of the process sees, so no other test runs beside it.</summary>
[CollectionDefinition(nameof(IpoCollection), DisableParallelization = true)]
public sealed class IpoCollection;
