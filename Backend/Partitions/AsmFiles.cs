using System.Text.RegularExpressions;
using LLVMSharp.Interop;
using LtoPar.Llvm;

namespace LtoPar.Backend.Partitions;

/// <summary>
/// Tells whether assembly may read files when it is assembled (.incbin, .include): the object then depends on more than the partition's bytes, and no cache may
/// keep it. The Linux kernel gave up caching its LTO for want of this. A directive may also be put together, of a macro's arguments or of an operand of inline
/// assembly: such a text counts as one that reads files, although hardly any does.
/// </summary>
internal static unsafe partial class AsmFiles
{
    public static bool MayBeReadBy(LLVMOpaqueModule* module)
    {
        nuint length;
        sbyte* text = LLVM.GetModuleInlineAsm(module, &length);
        if (MayBeReadBy(LlvmText.From(text, length)))
        {
            return true;
        }

        for (LLVMOpaqueValue* function = LLVM.GetFirstFunction(module); function is not null; function = LLVM.GetNextFunction(function))
        {
            for (LLVMOpaqueBasicBlock* block = LLVM.GetFirstBasicBlock(function); block is not null; block = LLVM.GetNextBasicBlock(block))
            {
                for (LLVMOpaqueValue* i = LLVM.GetFirstInstruction(block); i is not null; i = LLVM.GetNextInstruction(i))
                {
                    if (InlineAsm.TextOf(i) is { } inline && MayBeReadBy(inline))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    internal static bool MayBeReadBy(string assembly) => Directive().IsMatch(assembly) || PutTogether().IsMatch(assembly);

    [GeneratedRegex(@"\.(incbin|include|altmacro)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Directive();

    /// <summary>
    /// A name that begins as one of the two, or with nothing but the dot, and goes on with an argument or an operand; and an argument that begins a statement
    /// and is no label.
    /// </summary>
    [GeneratedRegex(@"\.(i|in|inc|incb|incbi|incl|inclu|includ)?[\\$]|(^|[;:\n])\s*\\\w+(?![\w:])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PutTogether();
}
