using System.Runtime.InteropServices;
using LtoPar.Bitcode.Symbols;
using LtoPar.Plugin.Abi;

namespace LtoPar.Plugin.Claiming;

/// <summary>
/// A file's symbols as the linker takes them: one block of native memory a file, never freed. gold keeps the array, GNU ld the pointers to
/// the names, mold reads them when the hook has returned.
/// </summary>
internal static unsafe class NativeSymbols
{
    /// <param name="symbols">The symbols in the table's order.</param>
    /// <param name="comdats">The comdats of the same table.</param>
    /// <param name="withTypes">The linker knows the bytes after the kind (add_symbols_v2); to others they must be zero.</param>
    /// <param name="hidden">Whether the file's definitions are not to be exported (--exclude-libs).</param>
    /// <param name="room">Symbols of the caller's own, for which there is room at the array's end.</param>
    public static LinkerSymbol* Create(IReadOnlyList<IrSymbol> symbols, IReadOnlyList<IrComdat> comdats, bool withTypes, bool hidden, int room)
    {
        int length = symbols.Count + room;
        nuint size = (nuint)length * (nuint)sizeof(LinkerSymbol);
        foreach (IrSymbol symbol in symbols)
        {
            size += (nuint)symbol.NameBytes.Length + 1;
        }

        foreach (IrComdat comdat in comdats)
        {
            size += (nuint)comdat.Name.Length + 1;
        }

        LinkerSymbol* array = (LinkerSymbol*)NativeMemory.AllocZeroed(Math.Max(size, 1));
        byte* strings = (byte*)(array + length);
        nint[] keys = new nint[comdats.Count];
        for (int i = 0; i < keys.Length; i++)
        {
            // A group that is never dropped for another has no key: a linker would drop it.
            byte* name = Put(comdats[i].Name, ref strings);
            keys[i] = comdats[i].NoDeduplicate ? 0 : (nint)name;
        }

        for (int i = 0; i < symbols.Count; i++)
        {
            IrSymbol symbol = symbols[i];
            array[i].Name = Put(symbol.NameBytes, ref strings);
            array[i].Kind = KindOf(symbol);
            array[i].Type = withTypes ? TypeOf(symbol) : LinkerSymbolType.Unknown;
            array[i].Visibility = VisibilityOf(hidden && symbol.IsDefined ? symbol.Flags | IrSymbolFlags.Hidden : symbol.Flags);
            array[i].Size = symbol.CommonSize;
            array[i].ComdatKey = symbol.Comdat >= 0 ? (byte*)keys[symbol.Comdat] : null;
        }

        return array;
    }

    private static LinkerSymbolKind KindOf(IrSymbol symbol)
    {
        bool weak = (symbol.Flags & IrSymbolFlags.Weak) != 0;
        return !symbol.IsDefined ? weak ? LinkerSymbolKind.WeakUndefined : LinkerSymbolKind.Undefined
            : (symbol.Flags & IrSymbolFlags.Common) != 0 ? LinkerSymbolKind.Common
            : weak ? LinkerSymbolKind.WeakDefined
            : LinkerSymbolKind.Defined;
    }

    private static LinkerSymbolType TypeOf(IrSymbol symbol) =>
        !symbol.IsDefined || symbol.IrName.Length == 0 ? LinkerSymbolType.Unknown
        : (symbol.Flags & IrSymbolFlags.Executable) != 0 ? LinkerSymbolType.Function
        : LinkerSymbolType.Variable;

    private static LinkerVisibility VisibilityOf(IrSymbolFlags flags) =>
        (flags & IrSymbolFlags.Hidden) != 0 ? LinkerVisibility.Hidden
        : (flags & IrSymbolFlags.Protected) != 0 ? LinkerVisibility.Protected
        : LinkerVisibility.Default;

    private static byte* Put(byte[] name, ref byte* strings)
    {
        byte* start = strings;
        name.CopyTo(new Span<byte>(start, name.Length));
        strings += name.Length + 1;
        return start;
    }
}
