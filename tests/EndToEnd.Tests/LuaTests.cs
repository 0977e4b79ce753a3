namespace LtoPar.EndToEnd.Tests;

public sealed class LuaTests() : SmallProgramTests("lua");
