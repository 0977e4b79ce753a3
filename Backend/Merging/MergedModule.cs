using LLVMSharp.Interop;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Llvm;

namespace LtoPar.Backend.Merging;

/// <summary>The program as one module, in memory. Owns the context and the module; belongs to one thread at a time.</summary>
public sealed unsafe class MergedModule : IDisposable
{
    internal MergedModule(LlvmContext context, LLVMOpaqueModule* module)
    {
        Context = context;
        Handle = module;
    }

    public LlvmContext Context { get; }

    public LLVMOpaqueModule* Handle { get; private set; }

    /// <summary>What LLVM's linker warned of, in the order it did.</summary>
    public IReadOnlyList<string> Warnings => [.. Context.Diagnostics.Where(d => d.Severity == LLVMDiagnosticSeverity.LLVMDSWarning).Select(d => d.Text)];

    /// <summary>The module as bitcode; whoever gets this disposes of it.</summary>
    public InputModule Write(string name) => InputModule.TakeBuffer(LLVM.WriteBitcodeToMemoryBuffer(Handle), name);

    public void Dispose()
    {
        if (Handle is not null)
        {
            LLVM.DisposeModule(Handle);
            Handle = null;
        }

        Context.Dispose();
    }
}
