namespace LtoPar.EndToEnd.Tests.Installing;

/// <summary>The tests that need packages share those that were made once.</summary>
[CollectionDefinition(nameof(Packages))]
public sealed class PackageCollection : ICollectionFixture<Packages>;
