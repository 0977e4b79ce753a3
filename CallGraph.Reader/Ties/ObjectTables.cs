using LLVMSharp.Interop;
using LtoPar.CallGraph.Reader.Symbols;
using LtoPar.Llvm;

namespace LtoPar.CallGraph.Reader.Ties;

/// <summary>
/// Tables that code generation makes for each object, of something that all functions in it have. They are under labels of the object's own
/// (__LLVM_StackMaps, __LLVM_FaultMaps): a program that names one wants all of it, so those who name it and all who have entries stay together.
/// Tables without a label are left alone: each object's part is found by its section. The functions of OCaml's collector stay together in
/// any case: each object with one of them defines symbols that are named after the module.
/// </summary>
internal static unsafe class ObjectTables
{
    public const string StackMaps = "__LLVM_StackMaps";
    public const string FaultMaps = "__LLVM_FaultMaps";
    private const string Ocaml = "ocaml";

    public static bool MakesStackMaps(string intrinsic) =>
        intrinsic.StartsWith("llvm.experimental.stackmap", StringComparison.Ordinal)
        || intrinsic.StartsWith("llvm.experimental.patchpoint.", StringComparison.Ordinal)
        || intrinsic.StartsWith("llvm.experimental.gc.statepoint.", StringComparison.Ordinal);

    /// <summary>Functions of a collector that makes tables.</summary>
    public static void AddCollected(ModuleSymbols symbols, IReadOnlyList<int> defined, List<(string Table, int Function)> fillers)
    {
        foreach (int function in defined)
        {
            if (LlvmText.From(LLVM.GetGC(symbols[function])) == Ocaml)
            {
                fillers.Add((Ocaml, function));
            }
        }
    }

    /// <param name="table">All symbols.</param>
    /// <param name="edges">All edges, those to declarations included.</param>
    /// <param name="fillers">The functions that have entries, by table.</param>
    /// <param name="ties">Receives the ties.</param>
    public static void Tie(SymbolTable table, IReadOnlyList<CallEdge> edges, ILookup<string, int> fillers, List<Tie> ties)
    {
        foreach (IGrouping<string, int> filled in fillers)
        {
            int symbol = Array.IndexOf(table.Names, filled.Key);
            int[] users = symbol < 0 || filled.Key == Ocaml ? [] : [.. edges.Where(e => e.Target == symbol).Select(e => e.Source)];
            if (users.Length == 0 && filled.Key != Ocaml)
            {
                continue;
            }

            int[] members = [.. users.Concat(filled).Distinct().Order()];
            ties.AddRange(members.Skip(1).Select(member => CallGraph.Tie.Of(members[0], member, TieReason.ObjectTable)));
        }
    }
}
