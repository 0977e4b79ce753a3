namespace LtoPar.EndToEnd.Tests;

/// <summary>The traps when passes run on each partition.</summary>
public sealed class TrapsInPostIpo() : TrapTests("post-ipo");
