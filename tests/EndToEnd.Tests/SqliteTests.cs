namespace LtoPar.EndToEnd.Tests;

public sealed class SqliteTests() : CorpusProgramTests("sqlite");
