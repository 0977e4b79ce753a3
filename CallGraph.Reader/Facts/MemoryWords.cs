using LtoPar.CallGraph.Facts;
using LtoPar.Llvm;

namespace LtoPar.CallGraph.Reader.Facts;

/// <summary>Translates between LLVM's attribute memory(...) and <see cref="MemoryAccess"/>.</summary>
public static class MemoryWords
{
    private static readonly (MemoryAccess Bit, bool Writes, Kind Kind)[] s_bits =
    [
        (MemoryAccess.ReadArgument, false, Kind.Argument),
        (MemoryAccess.WriteArgument, true, Kind.Argument),
        (MemoryAccess.ReadOther, false, Kind.Other),
        (MemoryAccess.WriteOther, true, Kind.Other),
        (MemoryAccess.ReadInaccessible, false, Kind.Inaccessible),
        (MemoryAccess.WriteInaccessible, true, Kind.Inaccessible),
    ];

    private enum Kind
    {
        Argument,
        Other,
        Inaccessible,
    }

    /// <param name="value">LLVM's number; null: there is no such attribute.</param>
    public static MemoryAccess FromLlvm(ulong? value)
    {
        if (value is not { } bits)
        {
            return MemoryAccess.All;
        }

        MemoryAccess access = MemoryAccess.None;
        foreach ((MemoryAccess bit, bool writes, Kind kind) in s_bits)
        {
            access |= (bits & Mask(writes, kind)) != 0 ? bit : 0;
        }

        return access;
    }

    public static ulong ToLlvm(MemoryAccess access)
    {
        ulong bits = 0;
        foreach ((MemoryAccess bit, bool writes, Kind kind) in s_bits)
        {
            bits |= access.HasFlag(bit) ? Mask(writes, kind) : 0;
        }

        return bits;
    }

    /// <summary>"Other" is whatever has no word here, errno and the memory of targets among it.</summary>
    private static ulong Mask(bool writes, Kind kind)
    {
        MemoryAttribute memory = MemoryAttribute.Instance;
        ulong ofKind = kind switch
        {
            Kind.Argument => memory.Argument,
            Kind.Inaccessible => memory.Inaccessible,
            _ => (memory.Read | memory.Write) & ~(memory.Argument | memory.Inaccessible),
        };
        return ofKind & (writes ? memory.Write : memory.Read);
    }
}
