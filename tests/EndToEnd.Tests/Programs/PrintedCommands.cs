namespace LtoPar.EndToEnd.Tests.Programs;

/// <summary>The commands that -### prints for a run.</summary>
internal static class PrintedCommands
{
    /// <summary>Requires that they make the object that the run makes, and that printing them makes nothing.</summary>
    /// <param name="arguments">The run's, with "-o x.o".</param>
    /// <returns>The commands, a line each.</returns>
    public static string MakeTheSameObject(TempFolder folder, string[] arguments)
    {
        string steps = Directory.CreateDirectory(folder.File("steps")).FullName;
        Finished dry = Tools.Run(Tools.LtoPar, [.. arguments, "-###"], steps, []);
        Assert.Equal((0, ""), (dry.Status, dry.Output));
        Assert.Empty(Directory.GetFileSystemEntries(steps));
        string script = string.Join('\n', dry.Error.Split('\n').Skip(1));
        Finished one = Tools.Run(
            "sh", ["-e", "-c", script], steps, [("PATH", Path.GetDirectoryName(Tools.LtoPar) + ":" + Environment.GetEnvironmentVariable("PATH"))]);
        Assert.True(one.Status == 0, script + one.Error);
        Finished once = Tools.Run(Tools.LtoPar, arguments, folder.Path, []);
        Assert.True(once.Status == 0, once.Error);
        Assert.Equal(File.ReadAllBytes(folder.File("x.o")), File.ReadAllBytes(Path.Combine(steps, "x.o")));
        return script;
    }
}
