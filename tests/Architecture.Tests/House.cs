using LtoPar.TestSupport;

namespace LtoPar.Architecture.Tests;

/// <summary>The rooms of docs/DESIGN.md: which project may refer to which. The compiler enforces it, since references are not transitive.</summary>
internal static class House
{
    private const string Plain = "Platform";

    /// <summary>A room, and the rooms and packages that it refers to.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Rooms = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Platform"] = [],
        ["Bitcode"] = [Plain],
        ["LinkJobs"] = [Plain, "Bitcode"],
        ["Llvm"] = [Plain, "Bitcode", "LlvmCpp"],
        ["CallGraph"] = [Plain],
        ["CallGraph.Reader"] = [Plain, "Bitcode", "Llvm", "CallGraph"],
        ["Partitioner"] = [Plain, "CallGraph"],
        ["Linkage"] = [Plain, "CallGraph", "Partitioner"],
        ["Elf"] = [Plain],
        ["Distribution"] = [Plain, "Elf"],
        ["Distributors"] = [Plain, "Distribution"],
        ["Cache"] = [Plain],
        ["RemoteApis"] = [Plain, "LibCurl"],
        ["Distributors.Reapi"] = [Plain, "Elf", "Distribution", "RemoteApis"],
        ["Backend"] = [Plain, "Bitcode", "Llvm", "CallGraph", "CallGraph.Reader", "Partitioner", "Linkage", "LibLTO"],
        ["Backend.Merging"] = [Plain, "Bitcode", "LinkJobs", "Llvm", "CallGraph", "CallGraph.Reader", "Backend"],
        ["Backend.Verification"] = [Plain, "Llvm", "CallGraph", "Partitioner", "Linkage", "Elf", "Backend"],
        ["Driver"] =
        [
            Plain, "Cache", "RemoteApis", "Bitcode", "LinkJobs", "Llvm", "CallGraph", "CallGraph.Reader", "Partitioner", "Linkage", "Elf", "Distribution",
            "Backend", "Backend.Merging", "Backend.Verification",
        ],
        ["Driver.Plugin"] = [Plain, "Bitcode", "LinkJobs", "Elf"],
    };

    /// <summary>Rooms that see LLVM's C API; the others plan, or read bytes.</summary>
    public static readonly string[] WithLlvm = ["Llvm", "CallGraph.Reader", "Backend", "Backend.Merging"];

    /// <summary>The one room that sees QuikGraph.</summary>
    public static readonly string[] WithQuikGraph = ["Partitioner"];

    /// <summary>The rooms that see Google.Protobuf.</summary>
    public static readonly string[] WithProtobuf = ["RemoteApis", "Distributors.Reapi"];

    /// <summary>The one room that sees gRPC.</summary>
    public static readonly string[] WithGrpc = ["Distributors.Reapi"];

    public static readonly string[] WithNativeCalls = ["Platform"];

    public const int MostFilesInAFolder = 25;

    /// <summary>Where the repository is.</summary>
    public static string Root => Repository.Root;

    public static string AssemblyOf(string room) => Path.Combine(AppContext.BaseDirectory, room switch
    {
        "Driver" => "lto-par.dll",
        "Distributors" => "lto-par-distribute.dll",
        "Distributors.Reapi" => "lto-par-distribute-reapi.dll",
        "Driver.Plugin" => "LtoPar.Plugin.dll",
        _ => $"LtoPar.{room}.dll",
    });
}
