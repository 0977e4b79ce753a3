namespace LtoPar.EndToEnd.Tests.Programs;

public sealed class ZstdTests() : CorpusProgramTests("zstd");
