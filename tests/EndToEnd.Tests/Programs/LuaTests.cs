namespace LtoPar.EndToEnd.Tests.Programs;

public sealed class LuaTests() : SmallProgramTests("lua");
