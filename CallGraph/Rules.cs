namespace LtoPar.CallGraph;

/// <summary>
/// The rules that keep a program's meaning when it is cut. Each is a group that must stay together, a linkage decision, or something that each
/// partition rebuilds, and is written in one place; <see cref="RuleTable"/> has the names and reasons. All are on, always: one is switched
/// off only to show what it is there for (tests/EndToEnd.Tests, docs/traps.md) or to find which one a program needs.
/// </summary>
[Flags]
public enum Rules : ulong
{
    None = 0,

    // Groups.
    Comdat = 1UL << 0,
    Alias = 1UL << 1,
    IFunc = 1UL << 2,
    BlockAddress = 1UL << 3,
    SymbolDifference = 1UL << 4,
    Associated = 1UL << 5,
    BranchFunnel = 1UL << 6,
    StructorKey = 1UL << 7,
    StructorOrder = 1UL << 8,
    ModuleAsm = 1UL << 9,
    InlineAsm = 1UL << 10,
    LiteralName = 1UL << 11,
    SectionOrder = 1UL << 12,
    ObjectTable = 1UL << 13,
    FrameEscape = 1UL << 14,

    // What is seen of a symbol elsewhere.
    FunctionOperands = 1UL << 16,
    SignificantAddress = 1UL << 17,
    PinnedValue = 1UL << 19,
    InterposableValue = 1UL << 20,
    InterposableBody = 1UL << 21,
    TiedBody = 1UL << 22,

    // Linkage and names.
    Promote = 1UL << 24,
    PromoteHidden = 1UL << 25,
    UniqueName = 1UL << 26,
    PrivatePrefix = 1UL << 27,
    NameUnnamed = 1UL << 28,
    AsmSpelling = 1UL << 29,
    VersionSign = 1UL << 30,
    LinkOnceKept = 1UL << 31,
    DeclarationLinkage = 1UL << 32,
    LocalBinding = 1UL << 33,
    CodegenSpelling = 1UL << 34,
    DeadCode = 1UL << 35,

    // Rebuilt in each partition.
    AliasDeclaration = 1UL << 40,
    AliasIdentity = 1UL << 41,
    AliasVisibility = 1UL << 42,
    ModuleAsmOnce = 1UL << 43,
    StructorArrayOnce = 1UL << 44,
    UsedRebuilt = 1UL << 45,
    MetadataArrays = 1UL << 46,
    CallGraphProfile = 1UL << 47,
    DifferenceSection = 1UL << 48,
    StructorEvaluation = 1UL << 49,

    All = ulong.MaxValue,
}
