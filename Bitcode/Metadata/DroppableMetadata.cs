namespace LtoPar.Bitcode.Metadata;

/// <summary>
/// Finds the metadata that can only be needed through a reference that the bits show: the nodes of debug information, the lists of them, and their strings.
/// Calls name metadata too, in operands that only the types of all values would tell apart; those operands are other nodes (aliasing scopes, type identifiers)
/// and strings, which is why strings are not droppable where a function is declared that could be given one.
/// </summary>
public sealed class DroppableMetadata
{
    private readonly bool[] _isDroppable;

    internal DroppableMetadata(MetadataIndex index)
    {
        _isDroppable = new bool[index.Count];
        for (int number = index.StringCount; number < index.Count; number++)
        {
            _isDroppable[number] = IsDebugInfo(index.CodeOf(number));
        }

        for (int number = index.StringCount; number < index.Count; number++)
        {
            // The lists of a compile unit are such lists too, though the unit itself stays.
            if (!IsDebugInfo(index.CodeOf(number)) && index.CodeOf(number) != MetadataCode.CompileUnit)
            {
                continue;
            }

            foreach (int target in index.TargetsOf(number))
            {
                _isDroppable[target] |= target < index.StringCount || IsListOfDebugInfo(index, target);
            }
        }
    }

    public bool this[int number] => _isDroppable[number];

    private static bool IsListOfDebugInfo(MetadataIndex index, int number)
    {
        if (!MetadataLayout.IsList(index.CodeOf(number)))
        {
            return false;
        }

        ReadOnlySpan<int> members = index.TargetsOf(number);
        foreach (int member in members)
        {
            if (!IsDebugInfo(index.CodeOf(member)))
            {
                return false;
            }
        }

        return members.Length > 0;
    }

    public static bool IsDebugInfo(MetadataCode code) => code switch
    {
        MetadataCode.Location or MetadataCode.Expression or MetadataCode.ImportedEntity or MetadataCode.Macro or MetadataCode.MacroFile
            or MetadataCode.GlobalVariableExpression or MetadataCode.Label => true,
        MetadataCode.CompileUnit => false,
        _ => code is >= MetadataCode.Subrange and <= MetadataCode.LocalVariable,
    };
}
