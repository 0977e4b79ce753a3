namespace LtoPar.Bitcode.DebugInfo;

/// <summary>LLVM-C's numbers for kinds of metadata (llvm-c/DebugInfo.h), those that matter here.</summary>
public enum MetadataKind : uint
{
    String = 0,
    Constant = 1,
    Local = 2,
    Tuple = 4,
    Location = 5,
    Expression = 6,
    GlobalVariableExpression = 7,
    Subrange = 9,
    Enumerator = 10,
    BasicType = 11,
    DerivedType = 12,
    CompositeType = 13,
    SubroutineType = 14,
    File = 15,
    CompileUnit = 16,
    Subprogram = 17,
    LexicalBlock = 18,
    LexicalBlockFile = 19,
    Namespace = 20,
    GlobalVariable = 24,
    LocalVariable = 25,
    ImportedEntity = 28,
    Macro = 29,
    MacroFile = 30,
    ArgList = 34,
    AssignId = 35,
}
