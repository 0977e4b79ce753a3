namespace LtoPar.EndToEnd.Tests.Traps;

/// <summary>A rule that a trap needs, and what happens without it.</summary>
/// <param name="Rule">As --disable-rule names it.</param>
/// <param name="Says">Part of the message or of the program's doings, so that it is this rule's failure and no other.</param>
/// <param name="Cut">Where it shows.</param>
/// <param name="Stage">The stage at which it shows.</param>
internal sealed record Proof(string Rule, Red Red, string Says, string Cut = "max", string Stage = "codegen");
