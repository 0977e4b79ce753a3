using LtoPar.Elf;

namespace LtoPar.Driver.LinkerWrapper.Lld;

/// <summary>
/// An object of references alone, for the second link: what the bitcode files said of symbols that native code sees, and their compiled form no
/// longer says. The linker merges it as it merged what the bitcode files said:
///
///   visibility   that a file gives to a symbol which others define or use; that of --exclude-libs too, which names archives that the objects are not in
///   references   that archive members were taken for, though optimisation removed them: the members' constructors run in a link in one pass
///   commons      whose size and alignment the bitcode asks for, though a native file's prevails
///   wrappers     of functions under --wrap: merging makes the functions weak, so that no pass looks into them, and what is
///                wrapped around a weak one may be missing without an error
/// </summary>
internal static class ReferenceObject
{
    /// <returns>Null when there is nothing to say.</returns>
    /// <param name="wrapped">The functions of --wrap.</param>
    /// <param name="isRelocatable">The output is an object again: what nothing defines would stay in it as undefined.</param>
    /// <param name="like">One of the link's objects.</param>
    /// <param name="file">The name that errors give it.</param>
    public static byte[]? Make(IReadOnlyList<BitcodeName> names, IReadOnlySet<string> wrapped, bool isRelocatable, byte[] like, string file)
    {
        SymbolEntry[] symbols =
        [
            .. names.Where(n => IsTold(n) && (!isRelocatable || n.IsPrevailing || n.CommonSize > 0)).Select(Entry),
            .. names.Where(n => wrapped.Contains(n.Text) && (n.IsStrong || n.IsNeeded)).Select(Wrapper),
        ];
        return symbols.Length == 0 ? null : SymbolObject.Write(symbols, like, file);
    }

    private static SymbolEntry Wrapper(BitcodeName name) =>
        new([.. "__wrap_"u8, .. name.Bytes], ElfBinding.Global, ElfSymbolType.None, ElfVisibility.Default, 0, 0);

    private static bool IsTold(BitcodeName name) =>
        name.IsVisibleToNative && (name.Visibility != ElfVisibility.Default || (!name.IsPrevailing && (name.IsNeeded || name.CommonSize > 0)));

    private static SymbolEntry Entry(BitcodeName name)
    {
        bool isCommon = name.CommonSize > 0 && !name.IsPrevailing;
        return new SymbolEntry(
            name.Bytes,
            // A weak reference asks for no archive member, and needs no definition.
            name.IsNeeded || isCommon ? ElfBinding.Global : ElfBinding.Weak,
            name.IsThreadLocal ? ElfSymbolType.Tls : isCommon ? ElfSymbolType.Object : ElfSymbolType.None,
            name.Visibility,
            isCommon ? name.CommonSize : 0,
            isCommon ? name.CommonAlignment : 0);
    }
}
