namespace LtoPar.Driver.Tests;

internal sealed record CommandResult(int Status, string Output, string Error);
