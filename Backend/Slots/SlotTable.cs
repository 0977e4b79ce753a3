using System.Globalization;
using System.Text;
using LLVMSharp.Interop;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Reader.Symbols;
using LtoPar.Linkage;
using LtoPar.Llvm;

namespace LtoPar.Backend.Slots;

/// <summary>
/// Tells the linked program's user which slots there are: a section <c>.lto_par.slots</c> that is not loaded, with a record a slot, in the order of the
/// symbols: its name in the source, the name of its symbol, its size in bytes and its type (<see cref="SlotType"/>), separated by tabs and ended by a zero
/// byte. Values are not in it, so a patched object is the recompiled one. Linkers put the tables of several objects one behind the other. "lto-par
/// patch-slots" reads it.
///
/// It is assembly of the partition that defines the slots: IR has no sections that are not loaded.
/// </summary>
internal static unsafe class SlotTable
{
    public static void Add(LLVMOpaqueModule* module, ModuleSymbols values, SymbolPlan plan, int partition)
    {
        SymbolTable symbols = plan.Graph.Symbols;
        int[] slots = [.. plan.Partitions.Partitions[partition].Symbols.Where(s => symbols.Has(s, SymbolFlags.Slot))];
        if (slots.Length == 0 || !Targets.IsElf(plan.Graph.Module.Triple))
        {
            return;
        }

        LLVMOpaqueTargetData* layout = LLVM.GetModuleDataLayout(module);
        StringBuilder text = new("\t.pushsection\t.lto_par.slots,\"\",%progbits\n");
        foreach (int slot in slots)
        {
            LLVMOpaqueType* type = LLVM.GlobalGetValueType(values[slot]);
            string name = LlvmText.NameOf(values[slot]).TrimStart('\u0001');
            string record = string.Create(
                CultureInfo.InvariantCulture, $"{SourceName.Of(symbols.Names[slot])}\t{name}\t{symbols.Size[slot]}\t{SlotType.Spell(layout, type)}");
            text.Append("\t.asciz\t\"").Append(Escape(record)).Append("\"\n");
        }

        text.Append("\t.popsection\n");
        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        fixed (byte* start = bytes)
        {
            LLVM.AppendModuleInlineAsm(module, (sbyte*)start, (nuint)bytes.Length);
        }
    }

    /// <summary>Octal for all that a string of the assembler cannot have as it is.</summary>
    private static string Escape(string text)
    {
        StringBuilder escaped = new();
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            if (b is >= 0x20 and < 0x7f and not (byte)'"' and not (byte)'\\')
            {
                escaped.Append((char)b);
            }
            else
            {
                escaped.Append('\\').Append(Convert.ToString(b, 8).PadLeft(3, '0'));
            }
        }

        return escaped.ToString();
    }
}
