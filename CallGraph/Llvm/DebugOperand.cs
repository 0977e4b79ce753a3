namespace LtoPar.CallGraph.Llvm;

/// <summary>Positions of operands in debug-info nodes, as LLVM 22 has them; sizes and offsets became operands in it (tests check them).</summary>
public static class DebugOperand
{
    public const int File = 0;
    public const int Scope = 1;
    public const int Name = 2;
    public const int BaseType = 5;
    public const int Elements = 6;
    public const int TemplateParameters = 8;
    public const int Identifier = 9;

    public const int FileName = 0;
    public const int FileDirectory = 1;

    public const int UnitProducer = 1;
    public const int UnitEnums = 4;
    public const int UnitRetainedTypes = 5;
    public const int UnitGlobals = 6;
    public const int UnitImports = 7;
    public const int UnitMacros = 8;

    public const int SubprogramUnit = 5;

    public const int NamespaceName = 2;

    public const int ImportScope = 0;
}
