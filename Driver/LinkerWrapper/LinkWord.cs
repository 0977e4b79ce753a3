namespace LtoPar.Driver.LinkerWrapper;

/// <summary>One option or input of a linker's command line.</summary>
/// <param name="Tokens">The words as they were given: one, or two when the value stands apart.</param>
/// <param name="Option">The option's name without dashes and value; null for an input file.</param>
/// <param name="Value">The option's value, or the input file; null when the option has no value.</param>
internal sealed record LinkWord(IReadOnlyList<string> Tokens, string? Option, string? Value)
{
    public bool IsFile => Option is null;

    public bool Is(params ReadOnlySpan<string> names) => Option is not null && names.Contains(Option);
}
