using LLVMSharp.Interop;

namespace LtoPar.CallGraph.Llvm;

public readonly record struct LlvmDiagnostic(LLVMDiagnosticSeverity Severity, string Text);
