using LLVMSharp.Interop;
using LtoPar.Backend.Merging.Sources;
using LtoPar.Bitcode.Symbols;
using LtoPar.LinkJobs;
using LtoPar.Llvm;
using LtoPar.Llvm.Assembly;

namespace LtoPar.Backend.Merging;

/// <summary>
/// Module-level assembly that defines a symbol which another file's definition preempts: LLVM's assembler leaves such definitions out where
/// ".lto_discard NAMES" stands before them. Every module's assembly gets the directive, an empty one too, for it ends the one before.
/// A name that a .symver still needs (the versioned name prevails) is not discarded.
/// </summary>
internal static unsafe class AsmDiscard
{
    public static void Apply(SourceModule source, LLVMOpaqueModule* module)
    {
        nuint length;
        sbyte* text = LLVM.GetModuleInlineAsm(module, &length);
        if (length == 0)
        {
            return;
        }

        ReadOnlySpan<byte> asm = new(text, checked((int)length));
        SortedSet<string> discarded = new(StringComparer.Ordinal);
        HashSet<string> kept = new(StringComparer.Ordinal);
        for (int i = 0; i < source.Table.Symbols.Count; i++)
        {
            IrSymbol symbol = source.Table.Symbols[i];
            if (symbol.IsForLinker && symbol.IrName.Length == 0)
            {
                _ = (source.Resolutions[i] & SymbolResolution.Prevailing) == 0 ? discarded.Add(symbol.Name) : kept.Add(symbol.Name);
            }
        }

        if (discarded.Count > 0)
        {
            string triple = LlvmText.From(LLVM.GetTarget(module));
            foreach ((string name, string versioned) in AsmVersions.Read(triple, LlvmText.From(LLVM.GetDataLayoutStr(module)), asm))
            {
                if (kept.Contains(versioned))
                {
                    discarded.Remove(name);
                }
            }
        }

        byte[] prefix = System.Text.Encoding.UTF8.GetBytes($".lto_discard {string.Join(", ", discarded)}".TrimEnd() + "\n");
        byte[] whole = [.. prefix, .. asm];
        fixed (byte* start = whole)
        {
            LLVM.SetModuleInlineAsm2(module, (sbyte*)start, (nuint)whole.Length);
        }
    }
}
