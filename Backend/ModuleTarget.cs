using LLVMSharp.Interop;
using LtoPar.Llvm;
using LtoPar.Platform.Crashes;

namespace LtoPar.Backend;

/// <summary>The facts that a module's own records give about how to generate its code.</summary>
public readonly record struct ModuleTarget(string Triple, string DataLayout, int PicLevel, int? CodeModel, string? Abi, bool HasLargeDataThreshold = false)
{
    /// <summary>Reads the module-level records and no more.</summary>
    /// <exception cref="Platform.LtoParException">LLVM cannot read the module.</exception>
    public static unsafe ModuleTarget Read(InputModule input)
    {
        using IDisposable crash = NativeCrash.Enter(new ReadingCrash(input.Name));
        using LazyModule module = LazyModule.Open(input);
        return Of(module.Handle);
    }

    public static unsafe ModuleTarget Of(LLVMOpaqueModule* module) => new(
        LlvmText.From(LLVM.GetTarget(module)),
        LlvmText.From(LLVM.GetDataLayoutStr(module)),
        (int)(ModuleFlags.Integer(module, "PIC Level") ?? 0),
        (int?)ModuleFlags.Integer(module, "Code Model"),
        ModuleFlags.Text(module, "target-abi"),
        ModuleFlags.Integer(module, "Large Data Threshold") is not null);
}
