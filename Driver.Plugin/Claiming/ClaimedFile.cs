using LtoPar.Bitcode.Symbols;
using LtoPar.Plugin.Abi;

namespace LtoPar.Plugin.Claiming;

/// <summary>A file of the link that this plugin has claimed.</summary>
internal sealed unsafe class ClaimedFile
{
    /// <summary>The linker's handle, and the array it was given: GNU ld looks resolutions up by the pointers in it.</summary>
    public required void* Handle { get; init; }

    public required LinkerSymbol* Native { get; init; }

    /// <summary>Tells whether the linker links the file (<see cref="LinkedMember"/>); null: it does, or says so otherwise.</summary>
    public required LinkerSymbol* Probe { get; init; }

    /// <summary>The name that the linker gives the file; for a member, the archive's.</summary>
    public required string LinkerPath { get; init; }

    /// <summary>The offset of the member in the archive; 0 for a file.</summary>
    public required long LinkerOffset { get; init; }

    /// <summary>The file to read the module from: <see cref="LinkerPath"/> but for modules that were written anew.</summary>
    public required string Path { get; init; }

    public required long Offset { get; init; }

    public required long Size { get; init; }

    /// <summary>The name that messages give it.</summary>
    public required string Name { get; init; }

    /// <summary>Those that are for linkers, in the table's order: as many as <see cref="Native"/> has.</summary>
    public required IrSymbol[] Symbols { get; init; }
}
