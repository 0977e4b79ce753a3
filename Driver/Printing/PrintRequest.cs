namespace LtoPar.Driver.Printing;

/// <summary>One function's IR, to be printed while its partition is compiled.</summary>
/// <param name="After">The name of a pass after which it is printed; null: none.</param>
/// <param name="Before">The name of a pass before which it is printed.</param>
/// <param name="Changed">It is printed after each pass that changes it.</param>
/// <param name="Function">Its name in the input or in the objects.</param>
internal sealed record PrintRequest(string? After, string? Before, bool Changed, string Function)
{
    /// <summary>The same as options of LLVM's.</summary>
    /// <param name="names">What the function may be called in its partition.</param>
    public IEnumerable<string> ToLlvm(IEnumerable<string> names)
    {
        if (After is not null)
        {
            yield return $"-print-after={After}";
        }

        if (Before is not null)
        {
            yield return $"-print-before={Before}";
        }

        if (Changed)
        {
            yield return "-print-changed=quiet";
        }

        yield return $"-filter-print-funcs={string.Join(',', names)}";
    }
}
