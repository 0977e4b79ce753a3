using System.Diagnostics;
using LtoPar.Platform;

namespace LtoPar.CallGraph;

/// <summary>
/// The attributes of every symbol, one array an attribute (a million symbols is the size this must be cheap at). Indexed by ordinal.
/// </summary>
public sealed class SymbolTable
{
    public SymbolTable(int functions, int variables, int aliases, int ifuncs)
    {
        FunctionCount = functions;
        VariableCount = variables;
        AliasCount = aliases;
        IFuncCount = ifuncs;
        int count = functions + variables + aliases + ifuncs;
        Names = new string[count];
        Array.Fill(Names, "");
        Linkage = new SymbolLinkage[count];
        Visibility = new SymbolVisibility[count];
        Flags = new SymbolFlags[count];
        Size = new long[count];
        Content = new ulong[count];
    }

    public int FunctionCount { get; }

    public int VariableCount { get; }

    public int AliasCount { get; }

    public int IFuncCount { get; }

    public int Count => Names.Length;

    /// <summary>Names as IR spells them; may be empty (unnamed), may start with \01. Non-empty names never repeat.</summary>
    public string[] Names { get; }

    public SymbolLinkage[] Linkage { get; }

    public SymbolVisibility[] Visibility { get; }

    public SymbolFlags[] Flags { get; }

    /// <summary>Functions: IR instructions, debug records excluded. Variables: bytes of the value. Aliases and ifuncs: 0.</summary>
    public long[] Size { get; }

    /// <summary>Private constants: a hash of the value, in which no name of a private constant counts; equal values have equal ones. 0 for all else.</summary>
    public ulong[] Content { get; }

    public SymbolKind KindOf(int symbol)
    {
        Debug.Assert((uint)symbol < (uint)Count, "symbol out of range");
        if (symbol < FunctionCount)
        {
            return SymbolKind.Function;
        }

        symbol -= FunctionCount;
        if (symbol < VariableCount)
        {
            return SymbolKind.Variable;
        }

        return symbol - VariableCount < AliasCount ? SymbolKind.Alias : SymbolKind.IFunc;
    }

    public bool Has(int symbol, SymbolFlags flags) => (Flags[symbol] & flags) == flags;

    public bool HasAny(int symbol, SymbolFlags flags) => (Flags[symbol] & flags) != 0;

    public bool IsFunction(int symbol) => symbol < FunctionCount;

    /// <summary>Instructions of a function definition, 0 for everything else.</summary>
    public long Instructions(int symbol) => symbol < FunctionCount ? Size[symbol] : 0;

    /// <summary>
    /// Whether some partition must have the definition: it is defined here, not dead, and not an array that is rebuilt or dropped per partition.
    /// </summary>
    public bool NeedsPartition(int symbol) => IsOneDefinition(symbol) && !Has(symbol, SymbolFlags.Dead);

    /// <summary>A definition that stands in one partition at most, and is a declaration or nothing in the others.</summary>
    public bool IsOneDefinition(int symbol) =>
        (Flags[symbol] & (SymbolFlags.Definition | SymbolFlags.MetadataArray)) == SymbolFlags.Definition;

    /// <summary>
    /// A constant that may be emitted once in each partition that uses it: it floats, and its address is not observed. Linkers mostly merge the copies,
    /// but not at -O0, with --emit-relocs or in an -r output, so that is not to be counted on.
    /// </summary>
    public bool IsCopyable(int symbol) => Floats(symbol) && !Has(symbol, SymbolFlags.AddressObserved);

    /// <summary>
    /// A constant that pulls no user to its partition: it cannot be named from outside, its address is not significant, and linkers merge equal ones. It is put
    /// where it is used most once all else has its place.
    /// </summary>
    public bool Floats(int symbol) =>
        KindOf(symbol) == SymbolKind.Variable
        && Linkage[symbol].IsLocal()
        && Has(symbol, SymbolFlags.Definition | SymbolFlags.Constant | SymbolFlags.UnnamedAddr | SymbolFlags.Mergeable)
        && !HasAny(
            symbol,
            SymbolFlags.ThreadLocal | SymbolFlags.ExternallyInitialized | SymbolFlags.HasSection | SymbolFlags.HasComdat | SymbolFlags.Used
            | SymbolFlags.CompilerUsed | SymbolFlags.PinnedInitializer | SymbolFlags.NamedByAsm | SymbolFlags.DifferenceOperand);

    /// <summary>A stable hash of the name, or of the ordinal for an unnamed symbol.</summary>
    public ulong NameHash(int symbol) =>
        Names[symbol].Length > 0 ? StableHash.Of(Names[symbol]) : StableHash.Mix((ulong)symbol + 0x9e3779b97f4a7c15);
}
