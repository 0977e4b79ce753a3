namespace LtoPar.EndToEnd.Tests.Suites;

/// <summary>The suites and the differential test each use all processors, so one runs at a time.</summary>
[CollectionDefinition(nameof(SuiteCollection))]
public sealed class SuiteCollection;
