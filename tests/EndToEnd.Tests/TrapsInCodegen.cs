namespace LtoPar.EndToEnd.Tests;

/// <summary>The traps when only code is generated.</summary>
public sealed class TrapsInCodegen() : TrapTests("codegen");
