using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LtoPar.Architecture.Tests;

/// <summary>
/// Tests mirror rooms, so that those of a file are found by its path: tests/ROOM.Tests has the tests of a room, in folders that are called as the room's
/// own. A folder may be an annex of the room too (tests/Backend.Tests/Merging for Backend.Merging), and in tests/Base.Tests each folder is a room.
/// </summary>
public partial class TestProjectTests
{
    /// <summary>The projects that look at the whole program, or at a tool.</summary>
    private static readonly string[] s_ofNoRoom = ["Architecture.Tests", "EndToEnd.Tests", "Bench.Tests"];

    public static TheoryData<string> Projects =>
        [.. Directory.EnumerateDirectories(Path.Combine(House.Root, "tests"), "*.Tests").Select(p => Path.GetFileName(p)!).Except(s_ofNoRoom)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_folder_of_tests_mirrors_a_room_that_the_project_refers_to(string project)
    {
        string path = Path.Combine(House.Root, "tests", project);
        XDocument file = XDocument.Load(Path.Combine(path, project + ".csproj"));
        HashSet<string> references = [.. file.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension((string)r.Attribute("Include")!))];
        string[] folders = [.. Sources(path).Select(s => Path.GetRelativePath(path, Path.GetDirectoryName(s)!)).Distinct()];
        Assert.NotEmpty(folders);
        Assert.All(folders, folder => Assert.Contains(RoomOf(project, folder) ?? $"no room for {folder}", references));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_namespace_of_tests_is_its_folder(string project)
    {
        string path = Path.Combine(House.Root, "tests", project);
        string root = project == "Driver.Plugin.Tests" ? "LtoPar.Plugin.Tests" : $"LtoPar.{project}";
        foreach (string source in Sources(path))
        {
            string folder = Path.GetRelativePath(path, Path.GetDirectoryName(source)!);
            string expected = folder == "." ? root : $"{root}.{folder.Replace('/', '.')}";
            Assert.All(Namespace().Matches(File.ReadAllText(source)), m => Assert.Equal((source, expected), (source, m.Groups[1].Value)));
        }
    }

    /// <summary>A wait for a time is too long on a fast machine and too short on a slow one.</summary>
    [Fact]
    public void Tests_wait_for_events_and_start_programs_in_one_place()
    {
        string tests = Path.Combine(House.Root, "tests");
        string[] files =
        [
            .. new[] { "*.cs", "*.sh", "*.c" }.SelectMany(p => Directory.EnumerateFiles(tests, p, SearchOption.AllDirectories)).Where(f => f != ThisFile()),
        ];
        Assert.DoesNotContain(files, f => Sleep().IsMatch(File.ReadAllText(f)));
        Assert.DoesNotContain(files, f => !f.Contains("/TestSupport/", StringComparison.Ordinal) && Start().IsMatch(File.ReadAllText(f)));
        Assert.Matches(Sleep(), "kill $p; sleep 0.5");
        Assert.Matches(Sleep(), "Thread.Sleep(20);");
        Assert.Contains(files, f => Start().IsMatch(File.ReadAllText(f))); // it does look
    }

    [Theory]
    [InlineData("Backend.Tests", ".", "Backend")]
    [InlineData("Backend.Tests", "Carving", "Backend")]
    [InlineData("Backend.Tests", "Merging", "Backend.Merging")]
    [InlineData("Backend.Tests", "Elf", null)]
    [InlineData("Bitcode.Tests", "Carving", null)]
    [InlineData("Base.Tests", "Elf", "Elf")]
    [InlineData("Base.Tests", ".", null)]
    [InlineData("Base.Tests", "Nothing", null)]
    [InlineData("Plugin.Tests", ".", null)]
    public void Rooms_of_folders(string project, string folder, string? room) => Assert.Equal(room, RoomOf(project, folder));

    /// <summary>The room that a folder of tests mirrors; null: there is no such room.</summary>
    private static string? RoomOf(string project, string folder)
    {
        string name = project[..^".Tests".Length];
        string annex = name == "Base" ? folder : $"{name}.{folder}";
        return House.Rooms.ContainsKey(annex) ? annex
            : House.Rooms.ContainsKey(name) && Directory.Exists(Path.Combine(House.Root, name, folder)) ? name
            : null;
    }

    private static IEnumerable<string> Sources(string project) => Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories);

    private static string ThisFile([CallerFilePath] string path = "") => Path.Combine(House.Root, "tests/Architecture.Tests", Path.GetFileName(path));

    [GeneratedRegex(@"Thread\.Sleep|Task\.Delay|SpinWait|\bu?sleep\(|\bsleep [\d.{$]")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"Process\.Start\(|new ProcessStartInfo|ProcessStartInfo \w+ = new")]
    private static partial Regex Start();

    [GeneratedRegex("^namespace ([\\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
