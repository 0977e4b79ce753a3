namespace LtoPar.EndToEnd.Tests.Programs;

/// <summary>The program of tests/ipo is built once in each way for all tests of IPO.</summary>
[CollectionDefinition(nameof(IpoCollection))]
public sealed class IpoCollection : ICollectionFixture<IpoProgram>;
