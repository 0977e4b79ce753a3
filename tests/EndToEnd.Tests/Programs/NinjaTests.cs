namespace LtoPar.EndToEnd.Tests.Programs;

public sealed class NinjaTests() : SmallProgramTests("ninja");
