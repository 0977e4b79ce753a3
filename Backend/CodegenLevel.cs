namespace LtoPar.Backend;

/// <summary>The effort of code generation, numbered and named as LLVM does.</summary>
public enum CodegenLevel
{
    None,
    Less,
    Default,
    Aggressive,
}
