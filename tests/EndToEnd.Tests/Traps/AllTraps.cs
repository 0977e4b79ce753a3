namespace LtoPar.EndToEnd.Tests.Traps;

/// <summary>Every trap there is, by theme.</summary>
internal static class AllTraps
{
    public static IReadOnlyList<Trap> List { get; } = [.. GroupTraps.List, .. LinkageTraps.List, .. AsmTraps.List, .. LinkerTraps.List, .. RuntimeTraps.List];

    public static Trap Find(string name) => List.Single(t => t.Name == name);
}
