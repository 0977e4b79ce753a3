using LLVMSharp.Interop;
using LtoPar.Bitcode.Symbols;
using LtoPar.Llvm;

namespace LtoPar.CallGraph.Reader.Ties;

/// <summary>
/// Finds the names that code generation may refer to by itself: memcpy, __udivti3, __stack_chk_fail. LLVM is asked for them: the symbol table that it writes
/// beside a module marks them as used, since no link may drop them. So a module is written that declares the names in question.
/// </summary>
internal static unsafe class RuntimeNames
{
    /// <summary>Names of X86 that the table does not mark: profiling and stack switching at a function's entry, thunks that the program provides.</summary>
    private static readonly string[] s_others = ["__fentry__", "mcount", "__morestack", "__morestack_addr", "__x86_return_thunk"];

    private const string ThunkPrefix = "__x86_indirect_thunk_";

    public static HashSet<string> Among(IEnumerable<string> names, ModuleFacts facts)
    {
        string[] possible = [.. names.Where(IsPossible).Order(StringComparer.Ordinal)];
        HashSet<string> found = [.. possible.Where(n => s_others.Contains(n, StringComparer.Ordinal) || n.StartsWith(ThunkPrefix, StringComparison.Ordinal))];
        if (possible.Length > 0 && facts.Triple.Length > 0)
        {
            found.UnionWith(Marked(possible, facts));
        }

        return found;
    }

    /// <summary>C names: those of C++ and Rust are mangled, and what else has a dot in it was made by a compiler.</summary>
    private static bool IsPossible(string name) =>
        name.Length > 0
        && !char.IsAsciiDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
        && !name.StartsWith("_Z", StringComparison.Ordinal)
        && !name.StartsWith("_R", StringComparison.Ordinal);

    private static IEnumerable<string> Marked(string[] names, ModuleFacts facts)
    {
        using LlvmContext context = new();
        fixed (
            byte* moduleName = "names\0"u8, triple = LlvmText.ToUtf8(facts.Triple),
            layout = LlvmText.ToUtf8(facts.DataLayout.Length > 0 ? facts.DataLayout : "e"))
        {
            LLVMOpaqueModule* module = LLVM.ModuleCreateWithNameInContext((sbyte*)moduleName, context.Handle);
            LLVM.SetTarget(module, (sbyte*)triple);
            LLVM.SetDataLayout(module, (sbyte*)layout);
            LLVMOpaqueType* type = LLVM.Int8TypeInContext(context.Handle);
            foreach (string name in names)
            {
                fixed (byte* text = LlvmText.ToUtf8(name))
                {
                    LLVM.AddGlobal(module, type, (sbyte*)text);
                }
            }

            LLVMOpaqueMemoryBuffer* buffer = LLVM.WriteBitcodeToMemoryBuffer(module);
            IrSymbolTable? table = IrSymbolTable.Read(new ReadOnlySpan<byte>(LLVM.GetBufferStart(buffer), checked((int)LLVM.GetBufferSize(buffer))));
            LLVM.DisposeMemoryBuffer(buffer);
            LLVM.DisposeModule(module);
            return [.. (table?.Symbols ?? []).Where(s => s.Flags.HasFlag(IrSymbolFlags.Used)).Select(s => s.IrName)];
        }
    }
}
