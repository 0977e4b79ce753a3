using System.Text.Json;
using LtoPar.Bench;

try
{
    (string text, bool passed) = Commands.Run(args);
    Console.Out.Write(text);
    return passed ? 0 : 1;
}
catch (Exception e) when (e is FormatException or JsonException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"bench: error: {e.Message}");
    return 2;
}
