namespace LtoPar.EndToEnd.Tests;

internal sealed record Finished(int Status, string Output, string Error, string Command);
