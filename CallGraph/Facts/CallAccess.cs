namespace LtoPar.CallGraph.Facts;

/// <summary>
/// Says what access in a callee is to its caller. Memory that the callee reaches by other ways than its arguments may be what an argument of the
/// caller points at: the caller may have stored the pointer where the callee finds it.
/// </summary>
public static class CallAccess
{
    /// <param name="callee">The memory that the callee accesses.</param>
    /// <param name="arguments">What the arguments of the call point at, as the caller sees it.</param>
    public static MemoryAccess InCaller(MemoryAccess callee, MemoryAccess arguments)
    {
        MemoryAccess access = callee & ~MemoryAccess.Argument;
        access |= callee.HasFlag(MemoryAccess.ReadArgument) ? arguments & ~MemoryAccess.Write : 0;
        access |= callee.HasFlag(MemoryAccess.WriteArgument) ? arguments & MemoryAccess.Write : 0;
        access |= callee.HasFlag(MemoryAccess.ReadOther) ? MemoryAccess.ReadArgument : 0;
        access |= callee.HasFlag(MemoryAccess.WriteOther) ? MemoryAccess.WriteArgument : 0;
        return access;
    }
}
