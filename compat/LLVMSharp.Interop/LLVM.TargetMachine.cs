// Stand-in for LLVMSharp.Interop: members of llvm-c/TargetMachine.h, with the signatures the package has.
// Written from the C header; see compat/README.md.
using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

public static unsafe partial class LLVM
{
    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCreateTargetDataLayout", ExactSpelling = true)]
    public static extern LLVMOpaqueTargetData* CreateTargetDataLayout(LLVMOpaqueTargetMachine* T);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCreateTargetMachineOptions", ExactSpelling = true)]
    public static extern LLVMOpaqueTargetMachineOptions* CreateTargetMachineOptions();

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMCreateTargetMachineWithOptions", ExactSpelling = true)]
    public static extern LLVMOpaqueTargetMachine* CreateTargetMachineWithOptions(LLVMTarget* T, sbyte* Triple, LLVMOpaqueTargetMachineOptions* Options);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposeTargetMachine", ExactSpelling = true)]
    public static extern void DisposeTargetMachine(LLVMOpaqueTargetMachine* T);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMDisposeTargetMachineOptions", ExactSpelling = true)]
    public static extern void DisposeTargetMachineOptions(LLVMOpaqueTargetMachineOptions* Options);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetDefaultTargetTriple", ExactSpelling = true)]
    public static extern sbyte* GetDefaultTargetTriple();

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetHostCPUFeatures", ExactSpelling = true)]
    public static extern sbyte* GetHostCPUFeatures();

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetHostCPUName", ExactSpelling = true)]
    public static extern sbyte* GetHostCPUName();

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMGetTargetFromTriple", ExactSpelling = true)]
    public static extern int GetTargetFromTriple(sbyte* Triple, LLVMTarget** T, sbyte** ErrorMessage);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMTargetMachineEmitToMemoryBuffer", ExactSpelling = true)]
    public static extern int TargetMachineEmitToMemoryBuffer(
        LLVMOpaqueTargetMachine* T, LLVMOpaqueModule* M, LLVMCodeGenFileType codegen, sbyte** ErrorMessage, LLVMOpaqueMemoryBuffer** OutMemBuf);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMTargetMachineOptionsSetABI", ExactSpelling = true)]
    public static extern void TargetMachineOptionsSetABI(LLVMOpaqueTargetMachineOptions* Options, sbyte* ABI);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMTargetMachineOptionsSetCPU", ExactSpelling = true)]
    public static extern void TargetMachineOptionsSetCPU(LLVMOpaqueTargetMachineOptions* Options, sbyte* CPU);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMTargetMachineOptionsSetCodeGenOptLevel", ExactSpelling = true)]
    public static extern void TargetMachineOptionsSetCodeGenOptLevel(LLVMOpaqueTargetMachineOptions* Options, LLVMCodeGenOptLevel Level);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMTargetMachineOptionsSetCodeModel", ExactSpelling = true)]
    public static extern void TargetMachineOptionsSetCodeModel(LLVMOpaqueTargetMachineOptions* Options, LLVMCodeModel CodeModel);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMTargetMachineOptionsSetFeatures", ExactSpelling = true)]
    public static extern void TargetMachineOptionsSetFeatures(LLVMOpaqueTargetMachineOptions* Options, sbyte* Features);

    [DllImport("libLLVM", CallingConvention = CallingConvention.Cdecl, EntryPoint = "LLVMTargetMachineOptionsSetRelocMode", ExactSpelling = true)]
    public static extern void TargetMachineOptionsSetRelocMode(LLVMOpaqueTargetMachineOptions* Options, LLVMRelocMode Reloc);
}
