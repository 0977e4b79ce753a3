using LtoPar.Bitcode.Bitstream;
using LtoPar.Bitcode.Metadata;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Platform.Files;

namespace LtoPar.Backend.Carving;

/// <summary>
/// Makes the input with no more debug information in it than one partition needs. LLVM reads all metadata of a module that it opens, however lazily, and of a
/// C++ program with debug information that is most of the module: ten partitions read it ten times.
/// </summary>
internal static class TrimmedInput
{
    /// <returns>Null: the partition reads the input as it is, which gives the same bytes and takes longer.</returns>
    public static PrivateBytes? Make(InputModule input, SymbolPlan plan, int partition)
    {
        if (plan.DebugInfo.IsWhole || input.Metadata is not { } index)
        {
            return null;
        }

        PrivateBytes? copy = null;
        try
        {
            MetadataSelection selection = MetadataSelector.Select(index, plan, partition);
            copy = input.CopyPrivately();
            if (copy is not null)
            {
                MetadataEditor.Write(index, selection, copy.Bytes);
                return copy;
            }

            input.ReadWhole("for a partition, the address space has no room for a copy");
        }
        catch (MalformedBitsException e)
        {
            copy?.Dispose();
            input.ReadWhole($"for a partition, {e.Message}");
        }

        return null;
    }
}
