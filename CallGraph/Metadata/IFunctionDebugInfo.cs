using LtoPar.CallGraph.Reading;

namespace LtoPar.CallGraph.Metadata;

/// <summary>Is told what debug information a function's body holds, in its order.</summary>
internal interface IFunctionDebugInfo
{
    /// <summary>The strings of the function's own metadata. The cursor is at their record.</summary>
    /// <returns>False: they are not written as usual.</returns>
    bool Strings(ref BitstreamCursor cursor);

    /// <summary>Of the function's own metadata.</summary>
    void Node(MetadataCode code, List<ulong> record);

    /// <summary>A location or a debug record.</summary>
    /// <returns>False: it is not written as usual.</returns>
    bool Record(int code, List<ulong> record);

    /// <summary>A call says that it allocates this type.</summary>
    void Allocation(int number);

    /// <summary>The function's own.</summary>
    void Subprogram(int number);
}
