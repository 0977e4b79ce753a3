namespace LtoPar.EndToEnd.Tests;

public sealed class NinjaTests() : CorpusProgramTests("ninja");
