namespace LtoPar.EndToEnd.Tests.Programs;

public sealed class SqliteTests() : CorpusProgramTests("sqlite");
