namespace LtoPar.Driver.Reporting.Markup;

/// <summary>Markup that is made already: it is not escaped again.</summary>
internal readonly record struct SafeMarkup(string Text)
{
    public static SafeMarkup None { get; } = new("");

    public override string ToString() => Text;
}
