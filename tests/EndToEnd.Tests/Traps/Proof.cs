namespace LtoPar.EndToEnd.Tests.Traps;

/// <summary>A rule that a trap needs, and what happens without it.</summary>
/// <param name="Rule">The name that --disable-rule has for it.</param>
/// <param name="Says">Part of the message or of the program's doings, so that it is this rule's failure and no other.</param>
/// <param name="Cut">The cut that shows it.</param>
/// <param name="Stage">The stage at which it shows.</param>
internal sealed record Proof(string Rule, Red Red, string Says, string Cut = "max", string Stage = "codegen");
