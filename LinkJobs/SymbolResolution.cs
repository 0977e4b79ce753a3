namespace LtoPar.LinkJobs;

/// <summary>
/// The linker's decision about one symbol of one file: llvm::lto::SymbolResolution, and in a job file a letter each. Of the definitions of a
/// name at most one is prevailing in the whole link.
/// </summary>
[Flags]
public enum SymbolResolution
{
    None = 0,

    /// <summary>p: this file's definition is the one that the program gets.</summary>
    Prevailing = 1 << 0,

    /// <summary>l: the definition is part of the output, and is not replaced when the program runs.</summary>
    FinalDefinition = 1 << 1,

    /// <summary>x: something that is not bitcode refers to it, or it is exported.</summary>
    VisibleToRegularObject = 1 << 2,

    /// <summary>r: the linker gives the name another meaning (--wrap, --defsym).</summary>
    LinkerRedefined = 1 << 3,

    /// <summary>e: in the dynamic symbol table.</summary>
    ExportDynamic = 1 << 4,

    /// <summary>n: no optimisation may look into the definition (the original and the __real_ of --wrap).</summary>
    NoInterprocedural = 1 << 5,
}
