namespace LtoPar.Driver.Tests;

internal sealed record Outcome(int Status, string Output, string Error);
