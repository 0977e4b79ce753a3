namespace LtoPar.LinkJobs;

/// <summary>A common of a native object of the link, whose name files that are merged have as a common too.</summary>
/// <param name="Name">The symbol's.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Alignment">Bytes.</param>
public sealed record NativeCommon(string Name, uint Size, uint Alignment);
