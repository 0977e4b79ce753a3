namespace LtoPar.EndToEnd.Tests;

public sealed class NinjaTests() : SmallProgramTests("ninja");
