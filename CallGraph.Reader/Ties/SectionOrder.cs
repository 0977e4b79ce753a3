using LLVMSharp.Interop;
using LtoPar.CallGraph.Reader.Symbols;
using LtoPar.Llvm;
using LtoPar.Llvm.Symbols;

namespace LtoPar.CallGraph.Reader.Ties;

/// <summary>
/// Variables that name their section are elements of a table that code walks: from __start_NAME to __stop_NAME, between symbols of a linker
/// script, or otherwise. Registries, init calls and test lists are made so. One module emits the elements in its order; cut
/// apart, they would come in the order of the partitions. So those of one section stay together.
///
/// Not so where order says nothing: the sections any variable may be in; sections !associated with others, which come in the order of what they
/// belong to; the tables of LLVM's own instrumentation, whose runtimes take entries in any order, and which have one for nearly every symbol; and slots, which
/// are in one partition in any case.
/// Constructors in .init_array and its like have a rule of their own.
/// </summary>
internal static unsafe class SectionOrder
{
    private static readonly string[] s_ordinary = [".data", ".data.rel.ro", ".rodata", ".bss", ".tdata", ".tbss", "llvm.metadata"];

    private static readonly string[] s_instrumentation = ["__llvm_", "__sancov_", "asan_globals", "hwasan_globals", "tysan_globals", "xray_", ".llvm"];

    private static readonly string[] s_structors = [.. ModuleTies.StructorSections.SelectMany(names => names)];

    /// <returns>One member of each table that is made so.</returns>
    public static IReadOnlyDictionary<string, int> Find(LLVMOpaqueContext* context, ModuleSymbols symbols, List<Tie> ties)
    {
        Dictionary<string, int> firstMember = [];
        Attachments associated = new(context, "associated");
        for (int symbol = symbols.FunctionCount; symbol < symbols.FunctionCount + symbols.VariableCount; symbol++)
        {
            LLVMOpaqueValue* variable = symbols[symbol];
            sbyte* name = LLVM.GetSection(variable);
            if (name is null || *name == 0 || LLVM.IsDeclaration(variable) != 0)
            {
                continue;
            }

            string section = LlvmText.From(name);
            if (IsTable(section) && associated.Of(variable).Count == 0 && !firstMember.TryAdd(section, symbol))
            {
                ties.Add(Tie.Of(firstMember[section], symbol, TieReason.SectionOrder));
            }
        }

        return firstMember;
    }

    private static bool IsTable(string section) =>
        !s_ordinary.Contains(section, StringComparer.Ordinal)
        && !SlotSections.IsMark(section)
        && !s_instrumentation.Concat(s_structors).Any(prefix => section.StartsWith(prefix, StringComparison.Ordinal));
}
