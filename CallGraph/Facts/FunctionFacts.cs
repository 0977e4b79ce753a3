namespace LtoPar.CallGraph.Facts;

/// <summary>What is known of every call of a function, as LLVM's attributes of the same names say it.</summary>
[Flags]
public enum FunctionFacts
{
    None = 0,

    /// <summary>No exception leaves the function.</summary>
    NoUnwind = 1 << 0,

    /// <summary>The function frees no memory.</summary>
    NoFree = 1 << 1,

    /// <summary>The function does not communicate with another thread.</summary>
    NoSync = 1 << 2,

    /// <summary>The function comes back to its caller, unless it throws.</summary>
    WillReturn = 1 << 3,

    /// <summary>The function is not called again before it has returned.</summary>
    NoRecurse = 1 << 4,

    /// <summary>The function does not return.</summary>
    NoReturn = 1 << 5,

    /// <summary>Those that hold of a function if they hold of what its body does and of all that it calls, itself included.</summary>
    Inductive = NoUnwind | NoFree | NoSync,

    /// <summary>Those that hold only of functions that do not call themselves, directly or not.</summary>
    Acyclic = WillReturn | NoRecurse,
}
