using System.Text;
using System.Text.Json;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.Reports.LogFile;

/// <summary>Reads logs, and says of what is none what to do.</summary>
internal static class LogReader
{
    /// <exception cref="LtoParException">The file cannot be read, is no log, is of another version, or is damaged.</exception>
    public static LogDocument Read(string path)
    {
        using MappedFile file = MappedFile.Open(path);
        return Parse(path, Encoding.UTF8.GetString(file.Bytes(0, checked((int)file.Length))));
    }

    /// <param name="path">The file's name, for messages.</param>
    /// <exception cref="LtoParException">As for <see cref="Read"/>.</exception>
    public static LogDocument Parse(string path, string text)
    {
        try
        {
            LogHeader header = JsonSerializer.Deserialize(text, LogContext.Default.LogHeader) ?? new LogHeader();
            if (header.Format != LogDocument.FormatName)
            {
                throw new LtoParException(path, "is no log of a run of lto-par; give a file that --log or LTO_PAR_LOG_DIR wrote");
            }

            if (header.Version != LogDocument.CurrentVersion)
            {
                throw new LtoParException(
                    path, $"is a log of version {header.Version}, and this lto-par reads version {LogDocument.CurrentVersion}; "
                        + $"use the lto-par that wrote it{(header.LtoPar is { } writer ? $" ({writer})" : "")}, or make the log again");
            }

            LogDocument log = JsonSerializer.Deserialize(text, LogContext.Default.LogDocument) ?? throw new JsonException("null is no log");
            return LogCheck.Problem(log) is { } problem ? throw Damaged(path, problem, null) : log;
        }
        catch (JsonException e)
        {
            throw Damaged(path, Where(e), e);
        }
    }

    private static string Where(JsonException e) =>
        e.LineNumber is { } line ? $"line {line + 1}, byte {(e.BytePositionInLine ?? 0) + 1}" : e.Path ?? "its members";

    private static LtoParException Damaged(string path, string where, JsonException? cause)
    {
        string message = $"is damaged or incomplete, or no log of a run ({where}); make it again with --log=FILE";
        return cause is null ? new LtoParException(path, message) : new LtoParException(path, message, cause);
    }
}
