namespace LtoPar.CallGraph;

/// <summary>The names that debug information gives a function.</summary>
/// <param name="Name">The name in the source.</param>
/// <param name="LinkageName">The linker's name; "" where the language has no other.</param>
public readonly record struct SubprogramName(string Name, string LinkageName);
