namespace LtoPar.CallGraph.Reader.Ties;

/// <summary>A variable of which constructors or destructors are run.</summary>
/// <param name="Kind">Its index in <see cref="ModuleTies.StructorSections"/>.</param>
/// <param name="Symbol">Its ordinal.</param>
/// <param name="IsByHand">It names the section, and is not one of LLVM's lists.</param>
internal readonly record struct StructorMember(int Kind, int Symbol, bool IsByHand);
