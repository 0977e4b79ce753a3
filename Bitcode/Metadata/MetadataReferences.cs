using LtoPar.Bitcode.DebugInfo;

namespace LtoPar.Bitcode.Metadata;

/// <summary>Finds the metadata that one record refers to, and how much of a type each reference needs, as Llvm's DebugNodes.Arcs does with nodes.</summary>
internal static class MetadataReferences
{
    private const ulong StaticMemberFlag = 1 << 12;

    /// <param name="found">Is called with operand, number and need.</param>
    public static void Of(MetadataCode code, List<ulong> record, Action<int, int, DebugNeed> found)
    {
        switch (code)
        {
            case MetadataCode.Node or MetadataCode.DistinctNode:
                for (int i = 0; i < record.Count; i++)
                {
                    Report(i, record[i], DebugNeed.Same);
                }

                return;
            case MetadataCode.Location:
                found(MetadataLayout.LocationScope, (int)record[MetadataLayout.LocationScope], DebugNeed.Mention);
                Report(MetadataLayout.LocationInlinedAt, record[MetadataLayout.LocationInlinedAt], DebugNeed.Mention);
                return;
            case MetadataCode.ArgList:
                for (int i = 0; i < record.Count; i++)
                {
                    found(i, (int)record[i], DebugNeed.Mention);
                }

                return;
        }

        foreach (int operand in MetadataLayout.References(code))
        {
            if (operand < record.Count)
            {
                Report(operand, record[operand], Need(code, operand, record));
            }
        }

        void Report(int operand, ulong reference, DebugNeed need)
        {
            if (reference != 0)
            {
                found(operand, (int)Math.Min(reference - 1, int.MaxValue), need);
            }
        }
    }

    private static DebugNeed Need(MetadataCode code, int operand, List<ulong> record) => code switch
    {
        MetadataCode.DerivedType when operand == MetadataLayout.DerivedBase => DebugNeeds.OfBase(
            (ushort)record[MetadataLayout.Tag], (record[MetadataLayout.DerivedFlags] & StaticMemberFlag) != 0),
        MetadataCode.CompositeType when operand == MetadataLayout.CompositeBase => DebugNeed.Same,
        _ => DebugNeed.Mention,
    };
}
