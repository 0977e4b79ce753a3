using System.Globalization;
using LLVMSharp.Interop;
using LtoPar.Llvm;

namespace LtoPar.Backend.CodeGeneration;

/// <summary>
/// Constructors and destructors in .init_array and .fini_array. A target machine made through the C API writes them to .ctors and .dtors, which
/// GNU ld converts but lld and mold do not: the program would run without them. The switch (TargetOptions::UseInitArray, on in clang, llc and every linker)
/// is out of the C API's reach, so llvm.global_ctors and llvm.global_dtors are replaced, just before code generation, by the tables LLVM would
/// make of them: one for each priority and key, in that order, in the section of that name.
/// </summary>
internal static unsafe class StructorSections
{
    private const ulong DefaultPriority = 65535;

    public static void Assign(LLVMOpaqueModule* module, string triple)
    {
        if (Targets.IsElf(triple))
        {
            Replace(module, "llvm.global_ctors", ".init_array");
            Replace(module, "llvm.global_dtors", ".fini_array");
        }
    }

    private static void Replace(LLVMOpaqueModule* module, string name, string section)
    {
        LLVMOpaqueValue* list = NamedSymbols.Variable(module, name);
        if (list is null || LLVM.IsDeclaration(list) != 0 || LLVM.GetFirstUse(list) is not null)
        {
            return;
        }

        foreach (IGrouping<(ulong Priority, string Key), nint> table in Entries(LLVM.GetInitializer(list))
            .OrderBy(entry => entry.Priority)
            .GroupBy(entry => (entry.Priority, entry.Key), entry => entry.Function))
        {
            string suffix = table.Key.Priority == DefaultPriority ? "" : "." + table.Key.Priority.ToString(CultureInfo.InvariantCulture);
            AddTable(module, section + suffix, table.Key.Key, [.. table]);
        }

        LLVM.DeleteGlobal(list);
    }

    /// <summary>
    /// The entries { priority, function, key } that LLVM takes: it stops at a null function, and skips entries that are not constant or whose key
    /// is defined elsewhere.
    /// </summary>
    private static List<(ulong Priority, string Key, nint Function)> Entries(LLVMOpaqueValue* list)
    {
        List<(ulong Priority, string Key, nint Function)> entries = [];
        if (LLVM.GetValueKind(list) != LLVMValueKind.LLVMConstantArrayValueKind)
        {
            return entries;
        }

        for (uint i = 0; i < (uint)LLVM.GetNumOperands(list); i++)
        {
            LLVMOpaqueValue* entry = LLVM.GetOperand(list, i);
            if (LLVM.GetNumOperands(entry) == 0 || LLVM.IsNull(LLVM.GetOperand(entry, 1)) != 0)
            {
                break;
            }

            LLVMOpaqueValue* priority = LLVM.GetOperand(entry, 0);
            LLVMOpaqueValue* key = LLVM.GetNumOperands(entry) > 2 ? Constants.BaseSymbol(LLVM.GetOperand(entry, 2)) : null;
            bool isElsewhere = key is not null && (LLVM.IsDeclaration(key) != 0 || LLVM.GetLinkage(key) == LLVMLinkage.LLVMAvailableExternallyLinkage);
            if (LLVM.IsAConstantInt(priority) is not null && !isElsewhere)
            {
                string group = key is null ? "" : LlvmText.NameOf(key).TrimStart('\u0001');
                entries.Add((Math.Min(LLVM.ConstIntGetZExtValue(priority), DefaultPriority), group, (nint)LLVM.GetOperand(entry, 1)));
            }
        }

        return entries;
    }

    private static void AddTable(LLVMOpaqueModule* module, string section, string group, nint[] functions)
    {
        LLVMOpaqueType* pointer = LLVM.TypeOf((LLVMOpaqueValue*)functions[0]);
        LLVMOpaqueType* type = LLVM.ArrayType2(pointer, (ulong)functions.Length);
        fixed (nint* values = functions)
        fixed (byte* name = LlvmText.ToUtf8("lto_par" + section), sectionText = LlvmText.ToUtf8(section), groupText = LlvmText.ToUtf8(group))
        {
            LLVMOpaqueValue* table = LLVM.AddGlobal(module, type, (sbyte*)name);
            LLVM.SetInitializer(table, LLVM.ConstArray2(pointer, (LLVMOpaqueValue**)values, (ulong)functions.Length));
            LLVM.SetLinkage(table, LLVMLinkage.LLVMPrivateLinkage);
            LLVM.SetSection(table, (sbyte*)sectionText);
            // Said outright, or LLVM aligns a long table more, and the linker pads between two of them with null pointers.
            LLVM.SetAlignment(table, (uint)LLVM.ABISizeOfType(LLVM.GetModuleDataLayout(module), pointer));
            if (group.Length > 0)
            {
                LLVM.SetComdat(table, LLVM.GetOrInsertComdat(module, (sbyte*)groupText));
            }
        }
    }
}
