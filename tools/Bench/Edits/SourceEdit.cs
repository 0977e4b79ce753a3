namespace LtoPar.Bench.Edits;

/// <summary>An edit of one source file.</summary>
/// <param name="Text">The whole file after it.</param>
/// <param name="What">A few words for people: the function, and what has become of it.</param>
internal sealed record SourceEdit(string Text, string What);
