namespace LtoPar.Linkage;

/// <summary>The names that the rest of the final link has: native objects, archives and shared libraries, whether they define a name or refer to it.</summary>
/// <param name="Files">The files that the names are from.</param>
/// <param name="Names">The names of their symbols but local ones.</param>
public sealed record OtherNames(IReadOnlyList<string> Files, IReadOnlySet<string> Names);
