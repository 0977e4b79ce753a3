using System.Globalization;
using System.Text.Json;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Reports;
using LtoPar.Driver.Reports.LogFile;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.RunLogs;

/// <summary>
/// The file that the log of a run goes to: the one that --log names, or one of its own in the folder that the environment names. What was asked for and cannot
/// be had is an error; what the environment wishes for every run is not worth one of them, and gets a warning.
/// </summary>
internal sealed class RunLogFile
{
    /// <summary>The folder for a log of each run.</summary>
    public const string EnvironmentVariable = "LTO_PAR_LOG_DIR";

    private const string Extension = ".log.json";

    private readonly string? _file;
    private readonly string? _folder;
    private readonly Action<string> _warn;

    private RunLogFile(string? file, string? folder, Action<string> warn)
    {
        _file = file;
        _folder = folder;
        _warn = warn;
    }

    /// <param name="option">--log; null: it was not given, and the environment counts.</param>
    /// <param name="folder">The value of <see cref="EnvironmentVariable"/>.</param>
    public static RunLogFile Of(string? option, string? folder, Action<string> warn) =>
        new(option, option is null && !string.IsNullOrEmpty(folder) ? folder : null, warn);

    public bool IsAsked => _file is not null || _folder is not null;

    /// <summary>Fails before the work rather than after it.</summary>
    /// <exception cref="LtoParException">The file of --log cannot be written.</exception>
    public void CheckWritable()
    {
        if (_file is not null)
        {
            OutputFile.CheckWritable(_file);
        }
    }

    /// <param name="make">Called where there is something to write.</param>
    /// <exception cref="LtoParException">The file of --log cannot be written.</exception>
    public void Write(Func<LogDocument> make)
    {
        if (_file is not null)
        {
            OutputFile.Write(_file, Bytes(make()));
        }
        else if (_folder is { } folder)
        {
            LogDocument log = make();
            try
            {
                OutputFile.Guard(folder, () => WriteNew(folder, OutputNames.FileOf(log.Output, "lto-par"), Bytes(log)));
            }
            catch (LtoParException e)
            {
                _warn($"no log of this run: {EnvironmentVariable}={folder}: {e.Message}");
            }
        }
    }

    private static byte[] Bytes(LogDocument log) => [.. JsonSerializer.SerializeToUtf8Bytes(log, LogContext.Default.LogDocument), (byte)'\n'];

    /// <summary>
    /// Writes a file that was not there: called after the output, and where there is one of that name, with the number of the process, and where there is that
    /// too, counted. Several runs may do so at a time.
    /// </summary>
    private static void WriteNew(string folder, string name, byte[] bytes)
    {
        Directory.CreateDirectory(folder);
        string temporary = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $".{name}.tmp{Environment.ProcessId}"));
        ScratchFolders.Register(temporary);
        try
        {
            File.WriteAllBytes(temporary, bytes);
            foreach (string path in Names(folder, name))
            {
                try
                {
                    File.Move(temporary, path, overwrite: false);
                    break;
                }
                catch (IOException) when (File.Exists(path))
                {
                    // Another run's, which may have come between.
                }
            }

            ScratchFolders.Forget(temporary);
        }
        catch
        {
            ScratchFolders.Remove(temporary);
            throw;
        }
    }

    private static IEnumerable<string> Names(string folder, string name)
    {
        yield return Path.Combine(folder, name + Extension);
        for (int i = 1; ; i++)
        {
            string again = i > 1 ? FormattableString.Invariant($".{i}") : "";
            yield return Path.Combine(folder, FormattableString.Invariant($"{name}.{Environment.ProcessId}{again}{Extension}"));
        }
    }
}
