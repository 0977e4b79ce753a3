using LLVMSharp.Interop;
using LtoPar.Llvm;
using LtoPar.Platform;

namespace LtoPar.Backend.Merging;

/// <summary>
/// Puts declarations in the place of definitions that the program does not get, in a module whose bodies have not been read. The C API cannot
/// take a body away or delete an alias, and what is deleted under LLVM's lazy reader crashes it; so the definition loses its name and becomes
/// local, which LLVM's linker brings along only where something still refers to it, and a new declaration takes its name and its uses.
/// Everything that decides about calls and addresses goes with it: calling convention, attributes, visibility, thread-local mode.
/// </summary>
internal sealed unsafe class Declarations(LLVMOpaqueModule* module, string file)
{
    private static readonly LLVMAttributeIndex[] s_functionAndReturn =
    [
        LLVMAttributeIndex.LLVMAttributeFunctionIndex, LLVMAttributeIndex.LLVMAttributeReturnIndex,
    ];

    /// <param name="value">A function, variable, alias or ifunc.</param>
    /// <param name="privateName">The name of the definition where an alias that stays still refers to it.</param>
    public LLVMOpaqueValue* Replace(LLVMOpaqueValue* value, string privateName)
    {
        LLVMValueKind kind = LLVM.GetValueKind(value);
        LLVMOpaqueValue* declaration = Declare(value, kind);
        nuint length;
        sbyte* name = LLVM.GetValueName2(value, &length);
        byte[] spelled = new ReadOnlySpan<byte>(name, checked((int)length)).ToArray();
        LLVM.ReplaceAllUsesWith(value, declaration);
        LlvmText.SetName(value, privateName);
        fixed (byte* start = spelled)
        {
            LLVM.SetValueName2(declaration, (sbyte*)start, (nuint)spelled.Length);
        }

        if (kind is LLVMValueKind.LLVMFunctionValueKind or LLVMValueKind.LLVMGlobalVariableValueKind)
        {
            LLVM.SetComdat(value, null);
        }

        LLVM.SetDLLStorageClass(value, LLVMDLLStorageClass.LLVMDefaultStorageClass);
        LLVM.SetLinkage(value, LLVMLinkage.LLVMInternalLinkage);
        return declaration;
    }

    /// <summary>
    /// Treats an alias that prevails although its target does not: it keeps the definition that its own file has, which is visible to it alone.
    /// </summary>
    /// <param name="alias">Now stands for the declaration.</param>
    public void KeepAliasee(LLVMOpaqueValue* alias, LLVMOpaqueValue* declaration, LLVMOpaqueValue* definition)
    {
        if (LLVM.GetValueKind(alias) == LLVMValueKind.LLVMGlobalIFuncValueKind)
        {
            LLVM.SetGlobalIFuncResolver(alias, definition);
        }
        else
        {
            LLVM.AliasSetAliasee(alias, Rebase(LLVM.AliasGetAliasee(alias), declaration, definition, alias));
        }
    }

    private LLVMOpaqueValue* Rebase(LLVMOpaqueValue* expression, LLVMOpaqueValue* declaration, LLVMOpaqueValue* definition, LLVMOpaqueValue* alias)
    {
        if (expression == declaration)
        {
            return definition;
        }

        if (LLVM.GetValueKind(expression) != LLVMValueKind.LLVMConstantExprValueKind || LLVM.GetConstOpcode(expression) != LLVMOpcode.LLVMGetElementPtr)
        {
            throw new LtoParException(
                file, $"alias '{LlvmText.NameOf(alias)}' prevails, '{LlvmText.NameOf(declaration)}' that it is made from does not, and the "
                    + "expression between is not an offset; define it in one file");
        }

        nint[] indices = new nint[LLVM.GetNumOperands(expression) - 1];
        for (int i = 0; i < indices.Length; i++)
        {
            indices[i] = (nint)LLVM.GetOperand(expression, (uint)i + 1);
        }

        fixed (nint* first = indices)
        {
            return LLVM.ConstGEP2(
                LLVM.GetGEPSourceElementType(expression),
                Rebase(LLVM.GetOperand(expression, 0), declaration, definition, alias),
                (LLVMOpaqueValue**)first,
                (uint)indices.Length);
        }
    }

    /// <summary>A declaration, without a name, of what another symbol is.</summary>
    public LLVMOpaqueValue* Declare(LLVMOpaqueValue* value, LLVMValueKind kind)
    {
        LLVMOpaqueType* type = LLVM.GlobalGetValueType(value);
        byte empty = 0;
        LLVMOpaqueValue* declaration;
        if (LLVM.GetTypeKind(type) == LLVMTypeKind.LLVMFunctionTypeKind)
        {
            declaration = LLVM.AddFunction(module, (sbyte*)&empty, type);
            if (kind == LLVMValueKind.LLVMFunctionValueKind)
            {
                CopyAttributes(value, declaration);
            }
        }
        else
        {
            declaration = LLVM.AddGlobalInAddressSpace(module, type, (sbyte*)&empty, LLVM.GetPointerAddressSpace(LLVM.TypeOf(value)));
            LLVM.SetThreadLocalMode(declaration, ThreadLocalMode(value, kind));
            if (kind == LLVMValueKind.LLVMGlobalVariableValueKind)
            {
                LLVM.SetGlobalConstant(declaration, LLVM.IsGlobalConstant(value));
                LLVM.SetAlignment(declaration, LLVM.GetAlignment(value));
            }
        }

        LLVM.SetVisibility(declaration, LLVM.GetVisibility(value));
        LLVM.SetUnnamedAddress(declaration, LLVM.GetUnnamedAddress(value));
        return declaration;
    }

    private static LLVMThreadLocalMode ThreadLocalMode(LLVMOpaqueValue* value, LLVMValueKind kind)
    {
        // An alias has the mode of what it stands for, and the C API tells it of variables alone.
        for (; kind == LLVMValueKind.LLVMGlobalAliasValueKind; kind = LLVM.GetValueKind(value))
        {
            value = Constants.BaseSymbol(LLVM.AliasGetAliasee(value));
            if (value is null)
            {
                return LLVMThreadLocalMode.LLVMNotThreadLocal;
            }
        }

        return kind == LLVMValueKind.LLVMGlobalVariableValueKind ? LLVM.GetThreadLocalMode(value) : LLVMThreadLocalMode.LLVMNotThreadLocal;
    }

    private static void CopyAttributes(LLVMOpaqueValue* from, LLVMOpaqueValue* to)
    {
        LLVM.SetFunctionCallConv(to, LLVM.GetFunctionCallConv(from));
        foreach (LLVMAttributeIndex index in s_functionAndReturn)
        {
            CopyAttributes(from, to, index);
        }

        uint parameters = LLVM.CountParams(from);
        for (uint i = 1; i <= parameters; i++)
        {
            CopyAttributes(from, to, (LLVMAttributeIndex)i);
        }
    }

    private static void CopyAttributes(LLVMOpaqueValue* from, LLVMOpaqueValue* to, LLVMAttributeIndex index)
    {
        uint count = LLVM.GetAttributeCountAtIndex(from, index);
        if (count == 0)
        {
            return;
        }

        nint[] attributes = new nint[count];
        fixed (nint* first = attributes)
        {
            LLVM.GetAttributesAtIndex(from, index, (LLVMOpaqueAttributeRef**)first);
            foreach (nint attribute in attributes)
            {
                LLVM.AddAttributeAtIndex(to, index, (LLVMOpaqueAttributeRef*)attribute);
            }
        }
    }
}
