namespace LtoPar.EndToEnd.Tests.Traps;

/// <summary>The way in which a trap goes wrong without its rule.</summary>
internal enum Red
{
    /// <summary>lto-par ends with an error: its own checks, LLVM's verifier, code generator or assembler, or the combining linker.</summary>
    Refused,

    /// <summary>The objects are made; linking the program fails.</summary>
    LinkFails,

    /// <summary>The program is made and is another program: it crashes, computes something else, or lacks symbols or sections.</summary>
    Misbehaves,
}
