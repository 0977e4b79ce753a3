namespace LtoPar.Driver.Reports.LogFile;

/// <summary>The program that was cut.</summary>
/// <param name="Bytes">Of bitcode, as it was cut.</param>
/// <param name="Segments">The modules that it was read from.</param>
internal sealed record LogProgram(long Bytes, int Symbols, int Functions, long Instructions, int Segments);
