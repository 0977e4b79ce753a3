using LLVMSharp.Interop;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Reader.Ties;
using LtoPar.Llvm;

namespace LtoPar.Backend.CodeGeneration;

/// <summary>
/// Function and data sections, which linkers want for --gc-sections and --icf and which LTO turns on by default. The C API cannot set the
/// code generator's switch, so each definition that has no section gets the one that the switch would give it, by name, just before code
/// generation (earlier it would keep passes from raising alignments).
///
/// Left to LLVM: comdat members (they have a section of their own anyway), mergeable constants (their section is shared on purpose), common
/// and thread-bound arrays LLVM interprets, and operands of a symbol difference (the assembler can only subtract inside one section).
/// Not reproduced: jump tables and exception tables stay in the partition's common sections.
///
/// Where libLTO generates the code, LLVM's own switch is on, and only the operands of symbol differences are named: they stay in the common sections.
/// </summary>
internal sealed unsafe class SectionAssigner
{
    private readonly LLVMOpaqueModule* _module;
    private readonly LLVMOpaqueContext* _context;
    private readonly CompileOptions _options;
    private readonly bool _isPic;
    private readonly uint _prefixKind;
    private readonly AttributeKind _hot = new("hot");
    private readonly AttributeKind _cold = new("cold");
    private readonly LLVMOpaqueTargetData* _layout;

    private SectionAssigner(LLVMOpaqueModule* module, LLVMOpaqueContext* context, CompileOptions options, bool isPic)
    {
        _module = module;
        _context = context;
        _options = options;
        _isPic = isPic;
        _layout = LLVM.GetModuleDataLayout(module);
        fixed (byte* prefix = "section_prefix"u8)
        {
            _prefixKind = LLVM.GetMDKindIDInContext(context, (sbyte*)prefix, 14);
        }
    }

    public static void Assign(LLVMOpaqueModule* module, LLVMOpaqueContext* context, CompileOptions options, TargetMachine machine, string triple, bool isForLto)
    {
        if (!Targets.IsElf(triple) || (!options.FunctionSections && !options.DataSections))
        {
            return;
        }

        SectionAssigner assigner = new(module, context, options, machine.Relocation == LLVMRelocMode.LLVMRelocPIC);
        HashSet<nint> fixedInPlace = options.Rules.HasFlag(Rules.DifferenceSection) ? SymbolDifferences.FindOperands(module) : [];
        if (options.FunctionSections)
        {
            assigner.AssignFunctions(fixedInPlace, isForLto);
        }

        // The larger code models choose between .data and .ldata by size; those names are LLVM's to give.
        if (options.DataSections && machine.CodeModel is not (LLVMCodeModel.LLVMCodeModelMedium or LLVMCodeModel.LLVMCodeModelLarge))
        {
            assigner.AssignVariables(fixedInPlace, isForLto);
        }
    }

    /// <param name="pin">Name those of the set, and no others.</param>
    private void AssignFunctions(HashSet<nint> fixedInPlace, bool pin)
    {
        for (LLVMOpaqueValue* f = LLVM.GetFirstFunction(_module); f is not null; f = LLVM.GetNextFunction(f))
        {
            if (LLVM.IsDeclaration(f) == 0 && IsFree(f) && fixedInPlace.Contains((nint)f) == pin)
            {
                SetSection(f, ".text." + FunctionPrefix(f), pin);
            }
        }
    }

    /// <summary>The prefix by which code generation groups functions: "hot.", "unlikely." from a profile's metadata or from the attributes.</summary>
    private string FunctionPrefix(LLVMOpaqueValue* function)
    {
        if (LLVM.HasMetadata(function) != 0 && SectionPrefixMetadata(function) is { Length: > 0 } prefix)
        {
            return prefix + ".";
        }

        return _hot.IsOn(function) ? "hot." : _cold.IsOn(function) ? "unlikely." : "";
    }

    private string SectionPrefixMetadata(LLVMOpaqueValue* function)
    {
        nuint count;
        string prefix = "";
        LLVMOpaqueValue** operands = stackalloc LLVMOpaqueValue*[2];
        LLVMValueMetadataEntry* entries = LLVM.GlobalCopyAllMetadata(function, &count);
        for (uint i = 0; i < count; i++)
        {
            if (LLVM.ValueMetadataEntriesGetKind(entries, i) != _prefixKind)
            {
                continue;
            }

            LLVMOpaqueValue* node = LLVM.MetadataAsValue(_context, LLVM.ValueMetadataEntriesGetMetadata(entries, i));
            if (LLVM.GetMDNodeNumOperands(node) == 2)
            {
                LLVM.GetMDNodeOperands(node, operands);
                uint length;
                prefix = LlvmText.From(LLVM.GetMDString(operands[1], &length), length);
            }
        }

        LLVM.DisposeValueMetadataEntries(entries);
        return prefix;
    }

    /// <param name="pin">Name those of the set, and no others.</param>
    private void AssignVariables(HashSet<nint> fixedInPlace, bool pin)
    {
        for (LLVMOpaqueValue* v = LLVM.GetFirstGlobal(_module); v is not null; v = LLVM.GetNextGlobal(v))
        {
            if (LLVM.IsDeclaration(v) == 0 && IsFree(v) && fixedInPlace.Contains((nint)v) == pin
                && LLVM.GetLinkage(v) is not (LLVMLinkage.LLVMCommonLinkage or LLVMLinkage.LLVMAppendingLinkage)
                && VariablePrefix(v) is { } prefix)
            {
                SetSection(v, prefix, pin);
            }
        }
    }

    /// <summary>Null: LLVM's own choice is the right one.</summary>
    private string? VariablePrefix(LLVMOpaqueValue* variable)
    {
        LLVMOpaqueValue* value = LLVM.GetInitializer(variable);
        bool isZero = LLVM.IsNull(value) != 0 || LLVM.IsUndef(value) != 0;
        if (LLVM.IsThreadLocal(variable) != 0)
        {
            return isZero ? ".tbss." : ".tdata.";
        }

        if (LLVM.IsGlobalConstant(variable) == 0)
        {
            return isZero ? ".bss." : ".data.";
        }

        if (Relocations.Needs(value))
        {
            return _isPic ? Relocations.AreAllRelative(value) ? null : ".data.rel.ro." : ".rodata.";
        }

        bool mergeable = LLVM.GetUnnamedAddress(variable) == LLVMUnnamedAddr.LLVMGlobalUnnamedAddr
            && (LLVM.GetTypeKind(LLVM.TypeOf(value)) == LLVMTypeKind.LLVMArrayTypeKind
                || LLVM.ABISizeOfType(_layout, LLVM.TypeOf(value)) is 4 or 8 or 16 or 32);
        return mergeable && MayMerge(value) ? null : ".rodata.";
    }

    /// <summary>A constant of a size that is merged, or a C string (of 8, 16 or 32 bits) with one zero, its last element.</summary>
    private bool MayMerge(LLVMOpaqueValue* value)
    {
        LLVMOpaqueType* type = LLVM.TypeOf(value);
        if (LLVM.ABISizeOfType(_layout, type) is 4 or 8 or 16 or 32)
        {
            return true;
        }

        LLVMOpaqueType* element = LLVM.GetElementType(type);
        if (LLVM.GetTypeKind(element) != LLVMTypeKind.LLVMIntegerTypeKind || LLVM.GetIntTypeWidth(element) is not (8 or 16 or 32))
        {
            return false;
        }

        uint length = (uint)Math.Min(LLVM.GetArrayLength2(type), uint.MaxValue);
        bool endsWithZero = length > 0 && IsZero(value, length - 1);
        for (uint i = 0; endsWithZero && i + 1 < length; i++)
        {
            endsWithZero = !IsZero(value, i);
        }

        return endsWithZero;
    }

    private static bool IsZero(LLVMOpaqueValue* array, uint index) =>
        LLVM.GetAggregateElement(array, index) is var element && element is not null && (LLVM.IsNull(element) != 0 || LLVM.IsUndef(element) != 0);

    private static bool IsFree(LLVMOpaqueValue* value) =>
        LLVM.GetLinkage(value) != LLVMLinkage.LLVMAvailableExternallyLinkage
        && (LLVM.GetSection(value) is var section && (section is null || *section == 0))
        && LLVM.GetComdat(value) is null;

    /// <param name="common">The section without the value's name.</param>
    private static void SetSection(LLVMOpaqueValue* value, string prefix, bool common)
    {
        string name = LlvmText.NameOf(value).TrimStart('\u0001');
        if (name.Length == 0)
        {
            return;
        }

        fixed (byte* section = LlvmText.ToUtf8(common ? prefix.TrimEnd('.') : prefix + name))
        {
            LLVM.SetSection(value, (sbyte*)section);
        }
    }
}
