namespace LtoPar.CallGraph;

/// <summary>Facts about a symbol that the plan is made from. Each is read from the module and is no decision.</summary>
[Flags]
public enum SymbolFlags
{
    None = 0,

    /// <summary>The module has the body, the initialiser or the aliasee.</summary>
    Definition = 1 << 0,

    /// <summary>The address is not significant (unnamed_addr, not local_unnamed_addr).</summary>
    UnnamedAddr = 1 << 1,

    /// <summary>The variable is never written.</summary>
    Constant = 1 << 2,

    ThreadLocal = 1 << 3,

    /// <summary>externally_initialized: the initialiser is not the value.</summary>
    ExternallyInitialized = 1 << 4,

    /// <summary>The symbol has an explicit section.</summary>
    HasSection = 1 << 5,

    HasComdat = 1 << 6,

    /// <summary>Member of llvm.used.</summary>
    Used = 1 << 7,

    /// <summary>Member of llvm.compiler.used.</summary>
    CompilerUsed = 1 << 8,

    /// <summary>An llvm.* function: no code and no symbol of its own.</summary>
    Intrinsic = 1 << 9,

    /// <summary>
    /// An array that LLVM itself interprets and that is rebuilt or dropped per partition: llvm.used, llvm.compiler.used, and every
    /// other appending array in section llvm.metadata (which never reaches an object).
    /// </summary>
    MetadataArray = 1 << 10,

    /// <summary>llvm.global_ctors or llvm.global_dtors.</summary>
    StructorArray = 1 << 11,

    /// <summary>
    /// The initialiser contains a blockaddress, the difference of two symbols or an alias that must not be declared: it means something only beside
    /// its definition.
    /// </summary>
    PinnedInitializer = 1 << 12,

    /// <summary>The linker merges equal values (SHF_MERGE): a C string, or a constant of 4, 8, 16 or 32 bytes, without relocations.</summary>
    Mergeable = 1 << 13,

    /// <summary>Mentioned by name in module-level or inline assembly: the spelling must go on working.</summary>
    NamedByAsm = 1 << 14,

    /// <summary>An operand of a symbol-difference constant: it cannot move to a section of its own.</summary>
    DifferenceOperand = 1 << 15,

    /// <summary>An alias that nothing can replace, of a definition that nothing can replace: the two are one address, here and elsewhere.</summary>
    SeenThrough = 1 << 16,

    /// <summary>Something may tell the address of the constant from another: it is stored, returned, compared, or passed to code that may do so.</summary>
    AddressObserved = 1 << 17,

    /// <summary>
    /// dso_local, external, of default visibility, in code that is not for executables alone: references from this output reach this very
    /// definition although the loader may replace its name, for LLVM refers to it by a local alias.
    /// </summary>
    LocallyBound = 1 << 18,

    /// <summary>Code generation may refer to the (local) definition by its name, without any use in IR.</summary>
    SpelledByCodegen = 1 << 19,

    /// <summary>No remaining definition uses this one, and no code outside may refer to it: no partition defines it.</summary>
    Dead = 1 << 20,

    /// <summary>What the symbol is here says nothing of what it is when the program runs: another definition may take its place.</summary>
    Interposable = 1 << 21,

    /// <summary>LLVM never inlines the function, whatever calls it.</summary>
    NeverInlined = 1 << 22,

    /// <summary>The function is inlined wherever that can be done.</summary>
    AlwaysInline = 1 << 23,

    /// <summary>The function is rarely called.</summary>
    Cold = 1 << 24,

    /// <summary>Code generation makes an entry of the function in a table of the object that it is in, or that it is inlined in.</summary>
    FillsTable = 1 << 25,

    /// <summary>A function that references of this output reach here: marked dso_local, in the module or in some segment, and not by its visibility.</summary>
    DsoLocal = 1 << 26,

    /// <summary>
    /// A slot: a variable whose value may change when everything is compiled. Passes have been told so (externally_initialized), it has a section,
    /// and llvm.compiler.used keeps it.
    /// </summary>
    Slot = 1 << 27,
}
