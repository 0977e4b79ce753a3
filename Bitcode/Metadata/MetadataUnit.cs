namespace LtoPar.Bitcode.Metadata;

/// <summary>The lists of a compile unit, as operands of its record, and what is in them.</summary>
public static class MetadataUnit
{
    public const int Globals = MetadataLayout.UnitGlobals;
    public const int Imports = MetadataLayout.UnitImports;

    /// <summary>Those that one partition carries whole.</summary>
    public static ReadOnlySpan<int> CarriedLists => MetadataLayout.UnitLists;

    public static bool IsList(int operand) => operand is Globals or Imports || CarriedLists.Contains(operand);

    /// <summary>Of a node that is attached to a global or listed by a unit.</summary>
    public static int VariableOf(MetadataIndex index, int global) =>
        index.CodeOf(global) == MetadataCode.GlobalVariableExpression ? index.TargetOf(global, MetadataLayout.ExpressionVariable) : global;

    /// <summary>-1: none.</summary>
    public static int ScopeOfImport(MetadataIndex index, int import) => index.TargetOf(import, MetadataLayout.ImportScope);
}
