using System.Text.Json;
using LtoPar.ReapiServer;

namespace LtoPar.EndToEnd.Tests.Distribution;

/// <summary>
/// A folder with a job whose command is quick: it copies an object that was made before. As lto-par's jobs, it has a list of what is to be defined.
/// </summary>
internal sealed class ReapiWorkshop : IDisposable
{
    private static readonly Lazy<(byte[] Right, byte[] Another)> s_objects = new(MakeObjects);

    private readonly TempFolder _folder = new();

    public ReapiWorkshop()
    {
        System.IO.File.WriteAllBytes(File("in.o"), Object);
        System.IO.File.WriteAllText(File("in.defines.txt"), "f\n");
        WriteJobs("cp", new Job(["in.o", "p.o"], ["in.o", "in.defines.txt"], ["p.o"]));
    }

    /// <summary>What the job makes.</summary>
    public static byte[] Object => s_objects.Value.Right;

    /// <summary>An object that is another job's.</summary>
    public static byte[] AnotherObject => s_objects.Value.Another;

    public string Folder => _folder.Path;

    public static RemoteExecutionServer Server() => new() { AnotherObject = AnotherObject };

    public string File(string name) => _folder.File(name);

    public void WriteJobs(string program, params Job[] jobs) => System.IO.File.WriteAllText(File("jobs.json"), JsonSerializer.Serialize(new
    {
        common = new { linker_output = "a.out", args = new[] { program }, inputs = Array.Empty<string>() },
        jobs = jobs.Select(j => new { args = j.Args, inputs = j.Inputs, outputs = j.Outputs }),
    }));

    public Finished Run(params string[] arguments) => Tools.Run(Tools.Distributor("reapi"), [.. arguments, "jobs.json"], Folder, []);

    public void Dispose() => _folder.Dispose();

    private static (byte[] Right, byte[] Another) MakeObjects()
    {
        using TempFolder folder = new();
        return (Make("f"), Make("g"));

        byte[] Make(string function)
        {
            System.IO.File.WriteAllText(folder.File("x.c"), $"int {function}(int x) {{ return x * 3; }}\n");
            Tools.Check(Tools.Llvm("clang"), "-O1", "-c", folder.File("x.c"), "-o", folder.File("x.o"));
            return System.IO.File.ReadAllBytes(folder.File("x.o"));
        }
    }

    internal sealed record Job(string[] Args, string[] Inputs, string[] Outputs);
}
