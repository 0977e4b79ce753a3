namespace LtoPar.CallGraph.Reading;

/// <summary>What a bitcode file holds.</summary>
/// <param name="Modules">Module blocks; a split LTO unit has two.</param>
/// <param name="ThinModules">Those with a ThinLTO summary, which full LTO cannot take.</param>
/// <param name="UnifiedModules">Those of -funified-lto: made for either.</param>
public readonly record struct BitcodeContents(int Modules, int ThinModules, int UnifiedModules);
