namespace LtoPar.EndToEnd.Tests.Installing;

/// <summary>Runs programs without root's rights: root becomes nobody, and anybody else has no rights as it is.</summary>
internal static class Nobody
{
    private static readonly string[] s_become =
        Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--no-new-privs"] : [];

    /// <summary>Makes a folder that nobody may write to.</summary>
    public static string Folder(string path)
    {
        Directory.CreateDirectory(path);
        File.SetUnixFileMode(path, (UnixFileMode)0b111_111_111);
        return path;
    }

    /// <param name="home">What is the home for it.</param>
    public static Finished Run(string home, params string[] command)
    {
        string[] words = [.. s_become, "env", $"HOME={home}", $"TMPDIR={home}", .. command];
        return Tools.Run(words[0], words[1..]);
    }

    /// <summary>Runs and requires success.</summary>
    public static Finished Check(string home, params string[] command)
    {
        Finished finished = Run(home, command);
        Assert.True(finished.Status == 0, $"{finished.Command}\nstatus {finished.Status}\n{finished.Error}{finished.Output}");
        return finished;
    }
}
