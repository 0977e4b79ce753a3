using System.Text;
using LLVMSharp.Interop;

namespace LtoPar.Llvm;

/// <summary>
/// The attribute memory(...): a number with two bits, read and write, for each kind of memory. Which bits are which is LLVM's own affair and has
/// changed between its versions, so LLVM is asked for the numbers of some attributes whose meaning is known.
/// </summary>
public sealed unsafe class MemoryAttribute
{
    private static readonly Lazy<MemoryAttribute> s_instance = new(() => new MemoryAttribute());

    private MemoryAttribute()
    {
        using LlvmContext context = new();
        byte[] text = Encoding.UTF8.GetBytes(
            """
            declare void @read() memory(read)
            declare void @write() memory(write)
            declare void @argument() memory(argmem: readwrite)
            declare void @inaccessible() memory(inaccessiblemem: readwrite)

            """ + "\0");
        LLVMOpaqueModule* module;
        fixed (byte* start = text)
        {
            // The parser takes the buffer.
            LLVMOpaqueMemoryBuffer* buffer = LLVM.CreateMemoryBufferWithMemoryRange((sbyte*)start, (nuint)(text.Length - 1), (sbyte*)start, 1);
            sbyte* message;
            if (LLVM.ParseIRInContext(context.Handle, buffer, &module, &message) != 0)
            {
                throw new InvalidOperationException($"this LLVM does not know memory(...): {LlvmText.TakeMessage(message)}");
            }
        }

        Read = ValueOf(module, "read");
        Write = ValueOf(module, "write");
        Argument = ValueOf(module, "argument");
        Inaccessible = ValueOf(module, "inaccessible");
        LLVM.DisposeModule(module);
    }

    public static MemoryAttribute Instance => s_instance.Value;

    public AttributeKind Kind { get; } = new("memory");

    /// <summary>The bits of reading, of all kinds of memory.</summary>
    public ulong Read { get; }

    /// <summary>The bits of writing, of all kinds of memory.</summary>
    public ulong Write { get; }

    /// <summary>The bits of memory that arguments point at.</summary>
    public ulong Argument { get; }

    /// <summary>The bits of memory that no code of the program can reach.</summary>
    public ulong Inaccessible { get; }

    private ulong ValueOf(LLVMOpaqueModule* module, string function) =>
        Kind.ValueOn(NamedSymbols.Function(module, function)) ?? throw new InvalidOperationException($"this LLVM drops memory(...) of '{function}'");
}
