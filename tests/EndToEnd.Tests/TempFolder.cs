namespace LtoPar.EndToEnd.Tests;

/// <summary>A folder for one test; gone afterwards.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("lto-par-test-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A program in another's place.</summary>
    public string Script(string name, string body)
    {
        string path = File(name);
        System.IO.File.WriteAllText(path, "#!/bin/bash\n" + body + "\n");
        System.IO.File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
