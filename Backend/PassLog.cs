using LtoPar.Llvm;

namespace LtoPar.Backend;

/// <summary>
/// Has LLVM say on standard error which pass runs on which function. It changes no code, and takes time: it is for a process that compiles a partition again on
/// which LLVM crashed or hung, to tell where.
/// </summary>
public static class PassLog
{
    /// <summary>Whether pass managers say what they run.</summary>
    public static bool IsOn { get; private set; }

    /// <summary>To be called once, after <see cref="LlvmSession.Start"/>.</summary>
    public static void TurnOn()
    {
        // The pass manager of code generation has an option of LLVM's for it, the other one is told with each pipeline (WholeModule.RunPasses).
        LlvmSession.ParseOptions(["-debug-pass=Executions"]);
        IsOn = true;
    }
}
