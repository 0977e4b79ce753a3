namespace LtoPar.EndToEnd.Tests;

public sealed class LuaTests() : CorpusProgramTests("lua");
