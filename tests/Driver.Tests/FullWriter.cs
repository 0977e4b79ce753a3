using System.Text;

namespace LtoPar.Driver.Tests;

/// <summary>Standard output or error on a full disk or a closed pipe.</summary>
internal sealed class FullWriter(string message) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => throw new IOException(message);
}
