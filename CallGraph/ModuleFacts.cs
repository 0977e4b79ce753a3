namespace LtoPar.CallGraph;

/// <summary>The module's own records of itself and its target, as plain data.</summary>
/// <param name="Triple">Target triple; empty in a module without.</param>
/// <param name="DataLayout">Data layout string; empty in a module without.</param>
/// <param name="PicLevel">Module flag "PIC Level": 0 static code, 1 small, 2 big.</param>
/// <param name="PieLevel">Module flag "PIE Level": 0 not for an executable alone, 1 small, 2 big.</param>
/// <param name="CodeModel">Module flag "Code Model" as LLVM numbers it (1 tiny... in CodeModel::Model order), or null.</param>
/// <param name="TargetAbi">Module flag "target-abi", or null.</param>
/// <param name="HasModuleAsm">The module has module-level assembly.</param>
/// <param name="HasDebugInfo">The module has at least one compile unit.</param>
public sealed record ModuleFacts(
    string Triple,
    string DataLayout,
    int PicLevel,
    int PieLevel,
    int? CodeModel,
    string? TargetAbi,
    bool HasModuleAsm,
    bool HasDebugInfo);
