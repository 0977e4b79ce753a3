using System.Text;

namespace LtoPar.Driver.Tests;

/// <summary>Fails in a way that only a bug can.</summary>
internal sealed class BrokenWriter : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => throw new InvalidOperationException("broken on purpose");
}
