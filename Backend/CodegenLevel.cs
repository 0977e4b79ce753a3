namespace LtoPar.Backend;

/// <summary>How hard code generation tries; numbered and named as LLVM does.</summary>
public enum CodegenLevel
{
    None,
    Less,
    Default,
    Aggressive,
}
