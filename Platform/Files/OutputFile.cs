namespace LtoPar.Platform.Files;

/// <summary>
/// Output files appear whole or not at all: written beside their final name, then renamed over it. A linker or make that looks in between
/// sees the old file, and a run that fails leaves it.
/// </summary>
public static class OutputFile
{
    /// <param name="path">The file to write; "-" is standard output.</param>
    /// <exception cref="LtoParException">It cannot be written; nothing is left.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        if (path == "-")
        {
            WriteToStandardOutput(bytes);
            return;
        }

        byte[] copy = bytes.ToArray();
        Replace(path, temporary => File.WriteAllBytes(temporary, copy));
    }

    public static void WriteText(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a file unless it has these bytes already: what goes by time stamps sees no change then.</summary>
    /// <exception cref="LtoParException">It cannot be written; nothing is left.</exception>
    public static void WriteIfChanged(string path, ReadOnlySpan<byte> bytes)
    {
        if (!Has(path, bytes))
        {
            Write(path, bytes);
        }
    }

    /// <summary>Lets <paramref name="produce"/> write a temporary file in the output's folder, and puts it in place.</summary>
    /// <exception cref="LtoParException">It cannot be written; nothing is left.</exception>
    public static void Replace(string path, Action<string> produce)
    {
        if (Directory.Exists(path))
        {
            throw new LtoParException(path, "cannot be written: it is a directory; name a file with -o");
        }

        // A device or a pipe (/dev/null) is written to, not replaced.
        if (IsSpecial(path))
        {
            Guard(path, () =>
            {
                using ScratchFolder scratch = new();
                string file = Path.Combine(scratch.Path, "output");
                produce(file);
                using FileStream source = File.OpenRead(file);
                using FileStream target = new(path, FileMode.Open, FileAccess.Write);
                source.CopyTo(target);
            });
            return;
        }

        string temporary = $"{path}.tmp{Environment.ProcessId}";
        ScratchFolders.Register(temporary);
        try
        {
            Guard(path, () =>
            {
                produce(temporary);
                File.Move(temporary, path, overwrite: true);
            });
            ScratchFolders.Forget(temporary);
        }
        catch
        {
            ScratchFolders.Remove(temporary);
            throw;
        }
    }

    /// <summary>Fails now rather than after minutes of work when the output's folder cannot be written to.</summary>
    /// <exception cref="LtoParException">It cannot.</exception>
    public static void CheckWritable(string path)
    {
        if (path == "-" || IsSpecial(path))
        {
            return;
        }

        if (Directory.Exists(path))
        {
            throw new LtoParException(path, "cannot be written: it is a directory; name a file with -o");
        }

        string probe = $"{path}.tmp{Environment.ProcessId}";
        Guard(path, () =>
        {
            using (new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
            }
        });
    }

    /// <summary>Removes an output of an earlier run, which would be taken for this one's. A device or a pipe stays.</summary>
    public static void Remove(string path)
    {
        if (!IsSpecial(path))
        {
            File.Delete(path);
        }
    }

    /// <summary>Runs an action that writes a file, and turns what the system says into an error about it.</summary>
    /// <exception cref="LtoParException">It could not be written.</exception>
    public static void Guard(string path, Action action)
    {
        try
        {
            action();
        }
        catch (DirectoryNotFoundException e)
        {
            throw new LtoParException(path, "cannot be written: no such directory; create it first", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new LtoParException(path, "cannot be written: permission denied", e);
        }
        catch (IOException e)
        {
            bool full = e.HResult == 28 || e.Message.Contains("No space left", StringComparison.Ordinal);
            throw new LtoParException(
                path, full ? "cannot be written: no space left on the device; free some and run again" : $"cannot be written: {e.Message}", e);
        }
    }

    private static bool Has(string path, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return new FileInfo(path) is { Exists: true } file && file.Length == bytes.Length && bytes.SequenceEqual(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // what it cannot be compared with is written, and says why it cannot
        }
    }

    private static bool IsSpecial(string path) =>
        File.Exists(path)
        && ((File.GetAttributes(path) & (FileAttributes.Device | FileAttributes.ReparsePoint)) == FileAttributes.Device
            || path.StartsWith("/dev/", StringComparison.Ordinal));

    private static void WriteToStandardOutput(ReadOnlySpan<byte> bytes)
    {
        try
        {
            using Stream stream = Console.OpenStandardOutput();
            stream.Write(bytes);
            stream.Flush();
        }
        catch (IOException e)
        {
            throw new LtoParException("<stdout>", $"cannot be written: {e.Message}", e);
        }
    }
}
