namespace LtoPar.Driver.Terminals;

internal static class Terminal
{
    /// <summary>Whether a person reads this writer: it is the process's stderr, and that is a terminal.</summary>
    public static bool IsOn(TextWriter error) => ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;
}
