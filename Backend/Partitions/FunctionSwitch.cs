using LLVMSharp.Interop;
using LtoPar.Backend.Carving;
using LtoPar.Llvm;
using LtoPar.Platform;

namespace LtoPar.Backend.Partitions;

/// <summary>
/// Switches the optimisation of functions off, by their names, for triage: they become optnone and noinline, so that passes leave them alone and code is
/// generated as at -O0. The names are those of the partition, so that a switch means the same however the program is cut.
/// </summary>
public static unsafe class FunctionSwitch
{
    /// <summary>The attributes that LLVM does not allow beside optnone.</summary>
    private static readonly string[] s_conflicts = ["alwaysinline", "optsize", "minsize", "optdebug"];

    /// <param name="bitcode">A partition.</param>
    /// <param name="name">The subject of messages.</param>
    /// <param name="off">Functions that it defines; other names do nothing.</param>
    /// <returns>The partition's bytes with the switches.</returns>
    /// <exception cref="LtoParException">LLVM cannot read it.</exception>
    public static byte[] TurnOff(ReadOnlySpan<byte> bitcode, string name, IReadOnlySet<string> off)
    {
        using LlvmContext context = new();
        LLVMOpaqueModule* module = WholeModule.Parse(context, bitcode, name);
        AttributeKind optNone = new("optnone");
        AttributeKind noInline = new("noinline");
        AttributeKind[] conflicts = [.. s_conflicts.Select(c => new AttributeKind(c))];
        for (LLVMOpaqueValue* f = LLVM.GetFirstFunction(module); f is not null; f = LLVM.GetNextFunction(f))
        {
            if (LLVM.IsDeclaration(f) == 0 && off.Contains(LlvmText.NameOf(f)))
            {
                foreach (AttributeKind conflict in conflicts)
                {
                    conflict.RemoveFrom(f);
                }

                optNone.Add(context, f, 0);
                noInline.Add(context, f, 0);
            }
        }

        using BitcodeBuffer written = new(LLVM.WriteBitcodeToMemoryBuffer(module));
        LLVM.DisposeModule(module);
        return written.Bytes.ToArray();
    }
}
