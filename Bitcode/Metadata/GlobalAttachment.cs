namespace LtoPar.Bitcode.Metadata;

/// <summary>The metadata attached to a variable, or to a function that is only declared.</summary>
/// <param name="Symbol">The ordinal of the symbol.</param>
/// <param name="Targets">The metadata.</param>
/// <param name="DebugTargets">Those of them that are its debug information.</param>
/// <param name="Start">The start of the record, in bits.</param>
/// <param name="End">The end of the record, in bits.</param>
public sealed record GlobalAttachment(int Symbol, int[] Targets, int[] DebugTargets, long Start, long End)
{
    /// <summary>Whether all of it is debug information.</summary>
    public bool IsDebugInfo => DebugTargets.Length == Targets.Length;
}
