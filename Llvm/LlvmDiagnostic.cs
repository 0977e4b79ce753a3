using LLVMSharp.Interop;

namespace LtoPar.Llvm;

public readonly record struct LlvmDiagnostic(LLVMDiagnosticSeverity Severity, string Text);
