using LLVMSharp.Interop;
using LtoPar.Backend.Merging.Sources;
using LtoPar.Bitcode.Symbols;
using LtoPar.CallGraph.Reader.Symbols;
using LtoPar.Llvm;

namespace LtoPar.Backend.Merging;

/// <summary>
/// --wrap=NAME: a linker takes an undefined reference to NAME for one to __wrap_NAME, and one to __real_NAME for NAME. It does so file by file, and a
/// merged module has no undefined reference left when another file defines NAME: the wrapper would be forgotten. And when the module is cut, a
/// reference that did not mean the wrapper (in the file that defines NAME) may become undefined, and would be taken for one.
///
/// So before a file is linked in, its undefined NAME is renamed to __wrap_NAME; and in the merged module all that still refers to the definition
/// refers to __real_NAME, which the linker resolves, whatever partition it comes from. Names that no bitcode defines are left to the linker.
/// </summary>
internal sealed unsafe class WrappedSymbols
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public WrappedSymbols(IReadOnlyCollection<string> names, IReadOnlyList<SourceModule> sources)
    {
        if (names.Count == 0)
        {
            return;
        }

        HashSet<string> wanted = new(names, StringComparer.Ordinal);
        foreach (SourceModule source in sources)
        {
            for (int i = 0; i < source.Table.Symbols.Count; i++)
            {
                if (source.Prevails(i) && wanted.Contains(source.Table.Symbols[i].Name))
                {
                    _names.Add(source.Table.Symbols[i].Name);
                }
            }
        }
    }

    /// <summary>Undefined references of one file; its bodies need not have been read.</summary>
    public void RedirectReferences(SourceModule source, LLVMOpaqueModule* module)
    {
        if (_names.Count == 0)
        {
            return;
        }

        ModuleSymbols values = new(module);
        HashSet<string> defined = new(source.Table.Symbols.Where(s => s.IsDefined).Select(s => s.Name), StringComparer.Ordinal);
        for (int i = 0; i < values.Count && i < source.Table.Symbols.Count; i++)
        {
            IrSymbol symbol = source.Table.Symbols[i];
            if (!symbol.IsDefined && _names.Contains(symbol.Name) && !defined.Contains(symbol.Name))
            {
                Rename(module, values[i], "__wrap_" + symbol.Name);
            }
        }
    }

    /// <summary>References to the definitions, in the merged module.</summary>
    public void ReferToReal(LLVMOpaqueModule* module)
    {
        if (_names.Count == 0)
        {
            return;
        }

        ModuleSymbols values = new(module);
        for (int i = 0; i < values.Count; i++)
        {
            string name = LlvmText.NameOf(values[i]);
            if (_names.Contains(name) && LLVM.IsDeclaration(values[i]) == 0 && !IsPartOfConstants(values[i]))
            {
                LLVMOpaqueValue* real = NamedSymbols.FunctionOrVariable(module, "__real_" + name);
                if (real is null)
                {
                    real = new Declarations(module, name).Declare(values[i], LLVM.GetValueKind(values[i]));
                    LlvmText.SetName(real, "__real_" + name);
                }

                LLVM.ReplaceAllUsesWith(values[i], real);
            }
        }
    }

    /// <summary>
    /// Aliases and addresses of blocks must refer to the definition itself. Such a definition is left alone: a reference from another partition
    /// is then taken for one to the wrapper.
    /// </summary>
    private static bool IsPartOfConstants(LLVMOpaqueValue* value)
    {
        for (LLVMOpaqueUse* use = LLVM.GetFirstUse(value); use is not null; use = LLVM.GetNextUse(use))
        {
            LLVMOpaqueValue* user = LLVM.GetUser(use);
            LLVMValueKind kind = LLVM.GetValueKind(user);
            if (kind is LLVMValueKind.LLVMGlobalAliasValueKind or LLVMValueKind.LLVMGlobalIFuncValueKind or LLVMValueKind.LLVMBlockAddressValueKind
                || (kind == LLVMValueKind.LLVMConstantExprValueKind && IsPartOfConstants(user)))
            {
                return true;
            }
        }

        return false;
    }

    private static void Rename(LLVMOpaqueModule* module, LLVMOpaqueValue* declaration, string name)
    {
        LLVMOpaqueValue* existing = NamedSymbols.FunctionOrVariable(module, name);
        if (existing is null)
        {
            LlvmText.SetName(declaration, name);
        }
        else
        {
            LLVM.ReplaceAllUsesWith(declaration, existing);
        }
    }
}
