using LLVMSharp.Interop;
using LtoPar.Llvm;
using LtoPar.Platform;

namespace LtoPar.Backend;

/// <summary>
/// Owns an LLVM target machine, set up as a linker would: by the module's flags (PIC level, code model, ABI) unless the command line says otherwise. Each job
/// has its own: a target machine is not shared between threads.
/// </summary>
public sealed unsafe class TargetMachine : IDisposable
{
    private TargetMachine(LLVMOpaqueTargetMachine* handle, LLVMRelocMode relocation, LLVMCodeModel codeModel)
    {
        Handle = handle;
        Relocation = relocation;
        CodeModel = codeModel;
    }

    public LLVMOpaqueTargetMachine* Handle { get; private set; }

    public LLVMRelocMode Relocation { get; }

    public LLVMCodeModel CodeModel { get; }

    /// <exception cref="LtoParException">The target is unknown.</exception>
    public static TargetMachine Create(ModuleTarget module, CompileOptions options, string file)
    {
        string triple = Targets.TripleOrHost(module.Triple);
        LLVMTarget* target = Targets.Find(triple, file);
        LLVMRelocMode relocation = options.RelocationModel switch
        {
            RelocationModel.Pic => LLVMRelocMode.LLVMRelocPIC,
            RelocationModel.Static => LLVMRelocMode.LLVMRelocStatic,
            _ => module.PicLevel > 0 ? LLVMRelocMode.LLVMRelocPIC : LLVMRelocMode.LLVMRelocStatic,
        };
        // Both number the models tiny, small, kernel, medium, large; LLVM-C has two defaults before them.
        LLVMCodeModel codeModel = options.CodeModel is { } chosen ? LLVMCodeModel.LLVMCodeModelTiny + (int)chosen
            : module.CodeModel is >= 0 and <= 4 and var flag ? LLVMCodeModel.LLVMCodeModelTiny + flag
            : LLVMCodeModel.LLVMCodeModelDefault;

        LLVMOpaqueTargetMachineOptions* settings = LLVM.CreateTargetMachineOptions();
        fixed (byte* cpu = LlvmText.ToUtf8(options.Cpu ?? ""), features = LlvmText.ToUtf8(options.Features ?? ""), abi = LlvmText.ToUtf8(module.Abi ?? ""),
            text = LlvmText.ToUtf8(triple))
        {
            LLVM.TargetMachineOptionsSetCPU(settings, (sbyte*)cpu);
            LLVM.TargetMachineOptionsSetFeatures(settings, (sbyte*)features);
            LLVM.TargetMachineOptionsSetABI(settings, (sbyte*)abi);
            LLVM.TargetMachineOptionsSetCodeGenOptLevel(settings, (LLVMCodeGenOptLevel)(options.CodegenLevel ?? CodegenLevelOf(options.Level)));
            LLVM.TargetMachineOptionsSetRelocMode(settings, relocation);
            LLVM.TargetMachineOptionsSetCodeModel(settings, codeModel);
            LLVMOpaqueTargetMachine* machine = LLVM.CreateTargetMachineWithOptions(target, (sbyte*)text, settings);
            LLVM.DisposeTargetMachineOptions(settings);
            return machine is not null
                ? new TargetMachine(machine, relocation, codeModel)
                : throw new LtoParException(file, $"LLVM has no code generator for target '{triple}'");
        }
    }

    public void Dispose()
    {
        if (Handle is not null)
        {
            LLVM.DisposeTargetMachine(Handle);
            Handle = null;
        }
    }

    /// <summary>The level of code generation that goes with a level of passes, unless it is given apart: as in clang and the linkers.</summary>
    public static CodegenLevel CodegenLevelOf(OptimizationLevel level) => level switch
    {
        OptimizationLevel.O0 => CodegenLevel.None,
        OptimizationLevel.O1 => CodegenLevel.Less,
        OptimizationLevel.O3 => CodegenLevel.Aggressive,
        _ => CodegenLevel.Default,
    };
}
