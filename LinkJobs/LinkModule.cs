namespace LtoPar.LinkJobs;

/// <summary>One bitcode file of a link: a file, or a part of one (a member of an archive).</summary>
/// <param name="Path">The file to open.</param>
/// <param name="Offset">The offset of the bitcode in the file, in bytes.</param>
/// <param name="Size">The bitcode's size in bytes; 0: it goes to the end of the file.</param>
/// <param name="Name">The name that messages give it, such as libx.a(y.o).</param>
/// <param name="Symbols">One for each symbol of the module's table that is for linkers (IrSymbol.IsForLinker), in the table's order.</param>
public sealed record LinkModule(string Path, long Offset, long Size, string Name, IReadOnlyList<LinkSymbol> Symbols);
