namespace LtoPar.Backend.Verification.Objects;

/// <summary>One way in which the partitions are not the one-partition object.</summary>
/// <param name="Check">The name of the check that found it.</param>
/// <param name="Text">The symbol, the partitions, what was expected and what was found, in words.</param>
public sealed record Difference(string Check, string Text);
