namespace LtoPar.Bitcode.Metadata;

/// <summary>What is attached to a variable, or to a function that is only declared.</summary>
/// <param name="Symbol">Its ordinal.</param>
/// <param name="Targets">The metadata.</param>
/// <param name="DebugTargets">Those of them that are its debug information.</param>
/// <param name="Start">Of the record, in bits.</param>
/// <param name="End">After the record, in bits.</param>
public sealed record GlobalAttachment(int Symbol, int[] Targets, int[] DebugTargets, long Start, long End)
{
    /// <summary>Nothing but debug information.</summary>
    public bool IsDebugInfo => DebugTargets.Length == Targets.Length;
}
