namespace LtoPar.CallGraph.Facts;

/// <summary>The memory that a function reads and writes, as far as its callers can tell: what LLVM's attribute memory(...) says.</summary>
[Flags]
public enum MemoryAccess : byte
{
    None = 0,
    ReadArgument = 1 << 0,
    WriteArgument = 1 << 1,
    ReadOther = 1 << 2,
    WriteOther = 1 << 3,

    /// <summary>Memory that the program itself cannot reach.</summary>
    ReadInaccessible = 1 << 4,
    WriteInaccessible = 1 << 5,

    Argument = ReadArgument | WriteArgument,
    Inaccessible = ReadInaccessible | WriteInaccessible,
    Write = WriteArgument | WriteOther | WriteInaccessible,
    All = (1 << 6) - 1,
}
