namespace LtoPar.Platform.Files;

/// <summary>Writes scripts that their owner may run.</summary>
public static class ScriptFile
{
    public static void Write(string path, string text)
    {
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
