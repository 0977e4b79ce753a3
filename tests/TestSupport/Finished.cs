using System.Text;

namespace LtoPar.TestSupport;

/// <summary>A program that has run to its end.</summary>
/// <param name="Status">Its exit status; 128 and the signal's number when a signal ended it.</param>
/// <param name="Bytes">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
/// <param name="Command">The command line, for messages.</param>
public sealed record Finished(int Status, byte[] Bytes, string Error, string Command)
{
    /// <summary>Its standard output as text.</summary>
    public string Output { get; } = Encoding.UTF8.GetString(Bytes);
}
