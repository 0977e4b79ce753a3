namespace LtoPar.EndToEnd.Tests.Traps;

/// <summary>An input on which partitioners go wrong: how it is linked, what it must do, and which rules it needs for that.</summary>
/// <param name="Name">The test's name, and the first input's, unless <see cref="Inputs"/> says otherwise.</param>
internal sealed record Trap(string Name, params Proof[] Proofs)
{
    /// <summary>Files of tests/traps that are partitioned, each to a relocatable object of its own.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [Name];

    /// <summary>Files of tests/traps that are compiled and linked as they are.</summary>
    public IReadOnlyList<string> Natives { get; init; } = [];

    /// <summary>Text of one more native file.</summary>
    public string Main { get; init; } = "";

    public IReadOnlyList<string> NativeFlags { get; init; } = [];

    /// <summary>Flags for the program's link.</summary>
    public IReadOnlyList<string> LinkFlags { get; init; } = [];

    /// <summary>Not null: the partitioned objects make a shared library, linked with these flags, and the natives a program.</summary>
    public IReadOnlyList<string>? LibraryFlags { get; init; }

    /// <summary>The program opens the library at run time: it is its argument and is not linked to it.</summary>
    public bool IsOpened { get; init; }

    public int Status { get; init; }

    public string Output { get; init; } = "";

    /// <summary>The fault of a finished build besides its program's output; null when it has no fault.</summary>
    public Func<TrapBuild, string?>? Check { get; init; }

    /// <summary>Inter-procedural optimisation leaves nothing of what <see cref="Check"/> looks for, in one partition as in several.</summary>
    public bool GoesInIpo { get; init; }

    public static IReadOnlyList<string> Lld { get; } = [$"-B{Path.GetDirectoryName(Tools.Llvm("ld.lld"))}", "-fuse-ld=lld"];

    public static IReadOnlyList<string> LldWithGc { get; } = [.. Lld, "-Wl,--gc-sections"];
}
