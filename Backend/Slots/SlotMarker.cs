using LLVMSharp.Interop;
using LtoPar.Bitcode;
using LtoPar.CallGraph;
using LtoPar.Llvm;
using LtoPar.Platform;

namespace LtoPar.Backend.Slots;

/// <summary>
/// Marks the slots of a module before any pass runs on it. The value of a slot may be another one when the program runs, so nothing may be concluded from it:
/// LLVM's word for that is externally_initialized, which its passes and its code generator heed wherever they fold loads, merge constants, or look for a range.
/// What they do to locals without looking at the value (splitting, shrinking to a bit, deleting what is only stored) llvm.compiler.used prevents. The address
/// is made significant, and the variable has a section (<see cref="SlotSections"/>). Constants stay constants: loads may still be moved over stores and calls.
///
/// The mark is in the module, so it outlives writing, merging and IPO: the planner finds it there (SymbolFlags.Slot).
/// </summary>
public static unsafe class SlotMarker
{
    /// <param name="patterns">Those of --slot; variables that the source has marked are slots in any case.</param>
    /// <param name="file">The subject of messages.</param>
    /// <exception cref="LtoParException">A variable is to be a slot, and cannot be one.</exception>
    public static SlotMarks Mark(LLVMOpaqueModule* module, IReadOnlyList<SlotPattern> patterns, string file)
    {
        bool[] matched = new bool[patterns.Count];
        string?[] near = new string?[patterns.Count];
        List<nint> slots = [];
        List<string> unread = [];
        for (LLVMOpaqueValue* variable = LLVM.GetFirstGlobal(module); variable is not null; variable = LLVM.GetNextGlobal(variable))
        {
            string name = LlvmText.NameOf(variable);
            int[] asked = [.. Enumerable.Range(0, patterns.Count).Where(i => patterns[i].Matches(name))];
            if (asked.Length == 0 && !IsMarked(variable))
            {
                continue;
            }

            if (ReasonAgainst(variable, name) is { } reason)
            {
                Array.ForEach(asked, i => near[i] ??= reason);
                continue;
            }

            if (Obstacle(variable) is { } obstacle)
            {
                throw new LtoParException(file, $"slot '{name}' {obstacle}");
            }

            Array.ForEach(asked, i => matched[i] = true);
            slots.Add((nint)variable);
            if (LLVM.IsGlobalConstant(variable) != 0 && LLVM.GetLinkage(variable) == LLVMLinkage.LLVMInternalLinkage && !IsRead(variable))
            {
                unread.Add(name);
            }
        }

        FindNearFunctions(module, patterns, near);
        slots = [.. slots.Select(slot => (nint)SlotShape.Settle(module, (LLVMOpaqueValue*)slot))];
        slots.ForEach(slot => Protect((LLVMOpaqueValue*)slot));
        Keep(module, slots);
        return new SlotMarks(slots.Count, matched, near, unread);
    }

    /// <summary>Hashes the module's content as if all slots were zero: links whose slots alone differ have the same.</summary>
    public static string HashWithoutValues(LLVMOpaqueModule* module)
    {
        List<(nint Slot, nint Value)> values = [];
        for (LLVMOpaqueValue* variable = LLVM.GetFirstGlobal(module); variable is not null; variable = LLVM.GetNextGlobal(variable))
        {
            if (LLVM.IsExternallyInitialized(variable) != 0 && LLVM.GetInitializer(variable) is var value && value is not null)
            {
                values.Add(((nint)variable, (nint)value));
                LLVM.SetInitializer(variable, LLVM.ConstNull(LLVM.GlobalGetValueType(variable)));
            }
        }

        using BitcodeBuffer bytes = new(LLVM.WriteBitcodeToMemoryBuffer(module));
        values.ForEach(v => LLVM.SetInitializer((LLVMOpaqueValue*)v.Slot, (LLVMOpaqueValue*)v.Value));
        return ModuleContent.Hash(bytes.Bytes);
    }

    private static bool IsMarked(LLVMOpaqueValue* variable) => SlotSections.IsMark(LlvmText.From(LLVM.GetSection(variable)));

    /// <returns>Why a pattern that matches the symbol does not mean it; null: it is a variable that the program defines.</returns>
    private static string? ReasonAgainst(LLVMOpaqueValue* variable, string name) =>
        LLVM.IsDeclaration(variable) != 0 || LLVM.GetLinkage(variable) == LLVMLinkage.LLVMAvailableExternallyLinkage
            ? $"'{name}' is declared and not defined here; it must be in a file that takes part in the link as bitcode"
            : IsCompilers(variable, name) ? $"'{name}' is the compiler's own"
            : null;

    private static bool IsCompilers(LLVMOpaqueValue* variable, string name) =>
        LLVM.GetLinkage(variable) is LLVMLinkage.LLVMAppendingLinkage or LLVMLinkage.LLVMPrivateLinkage || name.StartsWith("llvm.", StringComparison.Ordinal);

    /// <returns>What makes the variable unfit; null: it can be a slot.</returns>
    private static string? Obstacle(LLVMOpaqueValue* variable) =>
        LLVM.IsThreadLocal(variable) != 0 ? "is thread-local: each thread has a value of its own, so it cannot be a slot"
            : LLVM.GetLinkage(variable) == LLVMLinkage.LLVMCommonLinkage ? "is a common symbol, which has no value; compile it with -fno-common"
            : null;

    /// <summary>What is left of a constant that was folded is an entry of llvm.used or llvm.compiler.used.</summary>
    private static bool IsRead(LLVMOpaqueValue* variable)
    {
        for (LLVMOpaqueUse* use = LLVM.GetFirstUse(variable); use is not null; use = LLVM.GetNextUse(use))
        {
            LLVMOpaqueValue* user = LLVM.GetUser(use);
            if (LLVM.GetValueKind(user) != LLVMValueKind.LLVMConstantArrayValueKind || !IsListOfUsed(user))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsListOfUsed(LLVMOpaqueValue* array)
    {
        for (LLVMOpaqueUse* use = LLVM.GetFirstUse(array); use is not null; use = LLVM.GetNextUse(use))
        {
            if (LlvmText.NameOf(LLVM.GetUser(use)) is not ("llvm.used" or "llvm.compiler.used"))
            {
                return false;
            }
        }

        return true;
    }

    private static void FindNearFunctions(LLVMOpaqueModule* module, IReadOnlyList<SlotPattern> patterns, string?[] near)
    {
        if (patterns.Count == 0)
        {
            return;
        }

        for (LLVMOpaqueValue* f = LLVM.GetFirstFunction(module); f is not null; f = LLVM.GetNextFunction(f))
        {
            FindNear(f, "is a function");
        }

        for (LLVMOpaqueValue* a = LLVM.GetFirstGlobalAlias(module); a is not null; a = LLVM.GetNextGlobalAlias(a))
        {
            FindNear(a, "is an alias; name the variable that it stands for");
        }

        void FindNear(LLVMOpaqueValue* symbol, string what)
        {
            string name = LlvmText.NameOf(symbol);
            for (int i = 0; i < near.Length; i++)
            {
                near[i] ??= patterns[i].Matches(name) ? $"'{name}' {what}" : null;
            }
        }
    }

    private static void Protect(LLVMOpaqueValue* slot)
    {
        LLVM.SetExternallyInitialized(slot, 1);
        LLVM.SetUnnamedAddress(slot, LLVMUnnamedAddr.LLVMNoUnnamedAddr);
        if (LlvmText.From(LLVM.GetSection(slot)).Length == 0)
        {
            bool mayHoldAddress = SlotType.HasPointer(LLVM.GlobalGetValueType(slot)) || NamesSymbol(LLVM.GetInitializer(slot));
            string section = SlotSections.Of(LLVM.IsGlobalConstant(slot) != 0, mayHoldAddress);
            fixed (byte* text = LlvmText.ToUtf8(section))
            {
                LLVM.SetSection(slot, (sbyte*)text);
            }
        }
    }

    /// <summary>Whether a value names a symbol: an integer can, too.</summary>
    private static bool NamesSymbol(LLVMOpaqueValue* value)
    {
        if (LLVM.IsAGlobalValue(value) is not null)
        {
            return true;
        }

        for (uint i = 0; i < (uint)Math.Max(0, LLVM.GetNumOperands(value)); i++)
        {
            if (NamesSymbol(LLVM.GetOperand(value, i)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds the slots to llvm.compiler.used.</summary>
    private static void Keep(LLVMOpaqueModule* module, List<nint> slots)
    {
        const string List = "llvm.compiler.used";
        List<nint> members = [];
        HashSet<nint> known = [];
        LLVMOpaqueValue* old = NamedSymbols.Variable(module, List);
        if (old is not null && LLVM.GetInitializer(old) is var value && value is not null)
        {
            for (uint i = 0; i < (uint)LLVM.GetNumOperands(value); i++)
            {
                members.Add((nint)LLVM.GetOperand(value, i));
                known.Add((nint)Constants.BaseSymbol(LLVM.GetOperand(value, i)));
            }
        }

        int before = members.Count;
        members.AddRange(slots.Where(known.Add));
        if (members.Count == before)
        {
            return;
        }

        if (old is not null)
        {
            LLVM.DeleteGlobal(old);
        }

        LLVMOpaqueValue* list = PointerArray.Add(module, List, members);
        LLVM.SetLinkage(list, LLVMLinkage.LLVMAppendingLinkage);
        fixed (byte* section = "llvm.metadata\0"u8)
        {
            LLVM.SetSection(list, (sbyte*)section);
        }
    }
}
