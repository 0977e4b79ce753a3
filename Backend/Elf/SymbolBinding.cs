namespace LtoPar.Backend.Elf;

/// <summary>Makes weak definitions of an object strong ones, in place.</summary>
public static class SymbolBinding
{
    /// <param name="bytes">A well-formed object, which is changed.</param>
    /// <param name="file">What errors call it.</param>
    /// <param name="isMeant">Which definitions, by their names.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="CallGraph.LtoParException">It is no relocatable object.</exception>
    public static bool Strengthen(byte[] bytes, string file, Func<string, bool> isMeant)
    {
        ElfObject read = ElfObject.Read(bytes, file);
        ElfSection? table = read.Sections.FirstOrDefault(s => s.Type == ElfConstants.ShtSymtab);
        bool changed = false;
        foreach (ElfSymbol symbol in read.Symbols.Where(s => s.IsDefined && s.Binding == ElfBinding.Weak && isMeant(s.Name)))
        {
            int entry = read.Is64 ? 24 : 16;
            int at = (int)table!.Offset + (symbol.Index * entry) + (read.Is64 ? 4 : 12);
            bytes[at] = (byte)(((int)ElfBinding.Global << 4) | (bytes[at] & 15));
            changed = true;
        }

        return changed;
    }
}
