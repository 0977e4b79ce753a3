namespace LtoPar.EndToEnd.Tests.Traps;

/// <summary>Sections, --gc-sections and tables that the linker reads.</summary>
internal static class LinkerTraps
{
    public static IReadOnlyList<Trap> List { get; } =
    [
        new("used_retain.ll", new Proof("used-rebuilt", Red.Misbehaves, "mysec: 0"))
        {
            LinkFlags = Trap.LldWithGc,
            Check = build => build.Sections("mysec") is var found && found == 3 ? null : $"mysec: {found}",
        },
        new("section_used.c", new Proof("used-rebuilt", Red.LinkFails, "__start_retained")) { LinkFlags = [.. Trap.LldWithGc, "-Wl,-z,nostart-stop-gc"] },
        new("section_array.ll", new Proof("promote", Red.Refused, "is local and used by partition")) { LinkFlags = Trap.LldWithGc },
        new("annotations.ll", new Proof("metadata-arrays", Red.Refused, "which the plan does not know there")),
        new("cg_profile.ll", new Proof("cg-profile", Red.Misbehaves, "main f1"))
        {
            Check = build =>
            {
                string[] entries = [.. build.ObjectFiles.SelectMany(ProfileEntries).Order(StringComparer.Ordinal)];
                return entries is ["f2 f1 20", "main f1 10", "main f2 20"] ? null : string.Join(", ", entries);
            },
        },
    ];

    /// <summary>"caller callee weight" of each entry in .llvm.call-graph-profile.</summary>
    private static IEnumerable<string> ProfileEntries(string file)
    {
        string[] lines = Tools.Check(Tools.Llvm("llvm-readobj"), "--cg-profile", file).Split('\n');
        string Value(int line) => lines[line].Split(':')[1].Trim().Split(' ')[0];
        for (int i = 0; i + 2 < lines.Length; i++)
        {
            if (lines[i].Contains("From:", StringComparison.Ordinal))
            {
                yield return $"{Value(i)} {Value(i + 1)} {Value(i + 2)}";
            }
        }
    }
}
