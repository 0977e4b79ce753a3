namespace LtoPar.Bitcode;

/// <summary>What a bitcode file holds.</summary>
/// <param name="Modules">Module blocks; a split LTO unit has two.</param>
/// <param name="ThinModules">Those with a ThinLTO summary.</param>
/// <param name="UnifiedModules">Those of -funified-lto: made for either.</param>
/// <param name="RustModules">Modules that rustc wrote, which gives every one of them a ThinLTO summary.</param>
/// <param name="OldestLlvm">Lowest major version of LLVM that wrote a module; 0: somebody else did.</param>
/// <param name="Extent">Of the last module.</param>
public readonly record struct BitcodeContents(int Modules, int ThinModules, int UnifiedModules, int RustModules, int OldestLlvm, ModuleExtent Extent)
{
    /// <summary>Somebody asked for ThinLTO. From rustc it is no wish, and no other flag of its makes bitcode for full LTO.</summary>
    public bool IsForThinLto => ThinModules > RustModules;
}
