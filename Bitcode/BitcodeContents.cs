namespace LtoPar.Bitcode;

/// <summary>The contents of a bitcode file.</summary>
/// <param name="Modules">The number of module blocks; a split LTO unit has two.</param>
/// <param name="ThinModules">The number of modules with a ThinLTO summary.</param>
/// <param name="UnifiedModules">The number of modules of -funified-lto, which are made for either.</param>
/// <param name="RustModules">The number of modules that rustc wrote, which gives every one of them a ThinLTO summary.</param>
/// <param name="OldestLlvm">The lowest major version of LLVM that wrote a module; 0: another program wrote them.</param>
/// <param name="Extent">The extent of the last module.</param>
public readonly record struct BitcodeContents(int Modules, int ThinModules, int UnifiedModules, int RustModules, int OldestLlvm, ModuleExtent Extent)
{
    /// <summary>Whether ThinLTO was asked for. A summary of rustc's is no request, and no other flag of its makes bitcode for full LTO.</summary>
    public bool IsForThinLto => ThinModules > RustModules;
}
