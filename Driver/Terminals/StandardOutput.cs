using System.CommandLine;
using LtoPar.Platform;

namespace LtoPar.Driver.Terminals;

/// <summary>Writes text that was asked for. A full disk behind it is an error for the user to mend, not a bug of ours; a closed pipe is no error.</summary>
internal static class StandardOutput
{
    /// <exception cref="LtoParException">It cannot be written.</exception>
    public static void Write(ParseResult result, string text)
    {
        try
        {
            result.InvocationConfiguration.Output.Write(text);
            result.InvocationConfiguration.Output.Flush();
        }
        catch (Exception e) when ((e is IOException or UnauthorizedAccessException) && !e.Message.Contains("Broken pipe", StringComparison.Ordinal))
        {
            throw new LtoParException("<stdout>", $"cannot be written: {e.Message}", e);
        }
    }
}
