namespace LtoPar.EndToEnd.Tests;

public sealed class ZstdTests() : CorpusProgramTests("zstd");
