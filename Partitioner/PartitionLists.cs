using LtoPar.CallGraph;

namespace LtoPar.Partitioner;

/// <summary>Turns "which partition has this symbol" into the partitions with their symbols, sorted and summed.</summary>
internal static class PartitionLists
{
    public static Partition[] Make(SymbolTable symbols, int[] partitionOf, int count)
    {
        (int[] start, int[] items) = CompressedRows.Invert(partitionOf, count);
        Partition[] partitions = new Partition[count];
        for (int id = 0; id < count; id++)
        {
            ArraySegment<int> members = new(items, start[id], start[id + 1] - start[id]);
            int functions = 0;
            long instructions = 0;
            foreach (int symbol in members)
            {
                functions += symbols.IsFunction(symbol) ? 1 : 0;
                instructions += symbols.Instructions(symbol);
            }

            partitions[id] = new Partition(id, members, functions, instructions);
        }

        return partitions;
    }
}
