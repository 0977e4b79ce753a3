using System.Globalization;
using System.Text;

namespace LtoPar.TestSupport.Servers;

/// <summary>A request as it came.</summary>
/// <param name="Headers">The lines of its head, after the first.</param>
public sealed record HttpRequestText(string Method, string Path, IReadOnlyList<string> Headers, byte[] Body)
{
    private const string LengthHeader = "Content-Length:";

    /// <returns>Null: there is none any more.</returns>
    internal static HttpRequestText? Read(Stream stream)
    {
        List<string> lines = [];
        while (true)
        {
            if (ReadLine(stream) is not { } line)
            {
                return null;
            }

            if (line.Length == 0)
            {
                break;
            }

            lines.Add(line);
        }

        string[] first = lines[0].Split(' ');
        string? length = lines.Find(l => l.StartsWith(LengthHeader, StringComparison.OrdinalIgnoreCase));
        byte[] body = new byte[length is null ? 0 : int.Parse(length[LengthHeader.Length..].Trim(), CultureInfo.InvariantCulture)];
        stream.ReadExactly(body);
        return new HttpRequestText(first[0], first[1], [.. lines.Skip(1)], body);
    }

    private static string? ReadLine(Stream stream)
    {
        StringBuilder line = new();
        while (stream.ReadByte() is var b and >= 0)
        {
            if (b == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)b);
        }

        return null;
    }
}
