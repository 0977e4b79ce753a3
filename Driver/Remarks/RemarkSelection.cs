namespace LtoPar.Driver.Remarks;

/// <summary>Selects the remarks to print: what passes did, what they missed, what they found out.</summary>
/// <param name="passed">The pattern of -Rpass; null: not given.</param>
/// <param name="missed">The pattern of -Rpass-missed.</param>
/// <param name="analysis">The pattern of -Rpass-analysis.</param>
internal sealed class RemarkSelection(PassPattern? passed, PassPattern? missed, PassPattern? analysis)
{
    /// <summary>Nothing is printed.</summary>
    public bool IsEmpty => passed is null && missed is null && analysis is null;

    /// <summary>An expression that every pass matches which any of the patterns names.</summary>
    public string Union => string.Join('|', new[] { passed, missed, analysis }.OfType<PassPattern>().Select(p => $"({p.Text})"));

    /// <returns>The option that asks for the remark, as clang names it behind one; null: none does.</returns>
    public string? OptionFor(Remark remark)
    {
        (string option, PassPattern? pattern) = remark.Kind switch
        {
            "Passed" => ("-Rpass", passed),
            "Missed" => ("-Rpass-missed", missed),
            _ when remark.Kind.StartsWith("Analysis", StringComparison.Ordinal) => ("-Rpass-analysis", analysis),
            _ => ("", null),
        };
        return pattern is not null && pattern.Matches(remark.Pass) ? $"{option}={remark.Pass}" : null;
    }
}
