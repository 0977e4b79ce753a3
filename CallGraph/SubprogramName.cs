namespace LtoPar.CallGraph;

/// <summary>What debug information calls a function.</summary>
/// <param name="Name">As it is in the source.</param>
/// <param name="LinkageName">"" where the language has no other.</param>
public readonly record struct SubprogramName(string Name, string LinkageName);
