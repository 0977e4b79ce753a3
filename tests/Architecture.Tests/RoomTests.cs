using System.Text;
using System.Xml.Linq;
using Mono.Cecil;

namespace LtoPar.Architecture.Tests;

/// <summary>The rules of docs/DESIGN.md, "Rooms". Each is also shown to see what it forbids.</summary>
public class RoomTests
{
    public static TheoryData<string> Rooms => [.. House.Rooms.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_refers_to_its_rooms_and_to_no_other(string room) =>
        Assert.Equal(House.Rooms[room].Order(StringComparer.Ordinal), References(room).Where(r => r != "LLVMSharp.Interop").Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Only_some_rooms_see_LLVM(string room) => Assert.Equal(House.WithLlvm.Contains(room), Uses(room, "LLVMSharp.Interop"));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Only_the_partitioner_sees_QuikGraph(string room) => Assert.Equal(House.WithQuikGraph.Contains(room), Uses(room, "QuikGraph"));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Only_the_rooms_of_remote_APIs_see_Protobuf(string room) => Assert.Equal(House.WithProtobuf.Contains(room), Uses(room, "Google.Protobuf"));

    /// <summary>A linker starts the other programs once a link.</summary>
    [Theory]
    [MemberData(nameof(Rooms))]
    public void Only_a_distributor_of_its_own_sees_gRPC(string room) => Assert.Equal(House.WithGrpc.Contains(room), Uses(room, "Grpc.Net.Client"));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Native_functions_are_called_in_compat_and_Platform_alone(string room)
    {
        IReadOnlyList<string> calls = NativeCalls(room);
        if (House.WithNativeCalls.Contains(room))
        {
            Assert.NotEmpty(calls); // what is forbidden elsewhere is seen
        }
        else
        {
            Assert.Empty(calls);
        }
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Namespaces_have_no_cycles(string room)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(House.AssemblyOf(room));
        Assert.Empty(NamespaceGraph.Of(module).Cycles());
    }

    /// <summary>Else two working copies make two different packages of the same sources (PathMap of Directory.Build.props).</summary>
    [Theory]
    [MemberData(nameof(Rooms))]
    public void No_assembly_knows_the_folder_that_it_was_built_in(string room) =>
        Assert.Equal(-1, File.ReadAllBytes(House.AssemblyOf(room)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(House.Root + "/")));

    [Fact]
    public void Cycles_are_seen()
    {
        NamespaceGraph graph = new();
        graph.Add("A", "B", "x");
        graph.Add("B", "C", "y");
        Assert.Empty(graph.Cycles());
        graph.Add("C", "A", "z");
        Assert.NotEmpty(graph.Cycles());

        // That uses in bodies, of generic types and of nested ones are seen, is shown on the rooms: they are not without uses.
        using ModuleDefinition module = ModuleDefinition.ReadModule(typeof(Sample.Inner.Used).Assembly.Location);
        Assert.Contains(NamespaceGraph.Of(module).Cycles(), c => c.Contains("Sample.Inner", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_has_few_files()
    {
        IEnumerable<string> crowded = Folders().Where(f => f.Files > House.MostFilesInAFolder).Select(f => $"{f.Folder}: {f.Files} files");
        Assert.Empty(crowded);
        Assert.Contains(Folders(), f => f.Files > 15); // it does look
    }

    [Fact]
    public void A_namespace_is_its_folder()
    {
        List<string> wrong = [];
        foreach (string room in House.Rooms.Keys)
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(House.Root, room), "*.cs", SearchOption.AllDirectories))
            {
                string folder = Path.GetRelativePath(House.Root, Path.GetDirectoryName(file)!).Replace('/', '.');
                string expected = $"namespace LtoPar.{(folder.StartsWith("Driver.Plugin", StringComparison.Ordinal) ? folder["Driver.".Length..] : folder)};";
                string? actual = File.ReadLines(file).FirstOrDefault(l => l.StartsWith("namespace ", StringComparison.Ordinal));
                if (actual is not null && actual != expected)
                {
                    wrong.Add($"{file}: {actual}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    private static IEnumerable<(string Folder, int Files)> Folders() =>
        from top in Directory.EnumerateDirectories(House.Root)
        where Path.GetFileName(top) is not ("out" or ".git" or "docs" or "samples")
        from folder in Directory.EnumerateDirectories(top, "*", SearchOption.AllDirectories).Prepend(top)
        let files = Directory.EnumerateFiles(folder, "*.cs").Count()
        where files > 0
        select (Path.GetRelativePath(House.Root, folder), files);

    private static IEnumerable<string> References(string room) =>
        from reference in XDocument.Load(Path.Combine(House.Root, room, room + ".csproj")).Descendants("ProjectReference")
        select Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!);

    private static bool Uses(string room, string assembly)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(House.AssemblyOf(room));
        return module.AssemblyReferences.Any(r => r.Name == assembly);
    }

    private static IReadOnlyList<string> NativeCalls(string room)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(House.AssemblyOf(room));
        return [.. from type in module.GetTypes() from method in type.Methods where method.IsPInvokeImpl select method.FullName];
    }
}
