using LtoPar.Backend.Partitions;
using LtoPar.Partitioner;
using LtoPar.Platform.Files;

namespace LtoPar.Backend.Combining;

/// <summary>
/// --emit-objects: one object a partition, and objects.txt, which lists them in link order (one path a line, usable as a linker's response
/// file). The list is written last: while it is there, all it names is there.
/// </summary>
public static class ObjectFolder
{
    public const string ListName = "objects.txt";

    /// <exception cref="LtoParException">Something cannot be written; what was written is removed.</exception>
    public static void Write(IReadOnlyList<PartitionResult> objects, string folder)
    {
        string list = Path.Combine(folder, ListName);
        OutputFile.Guard(folder, () =>
        {
            Directory.CreateDirectory(folder);
            File.Delete(list);
        });
        List<string> written = [];
        try
        {
            foreach (PartitionResult result in objects)
            {
                string file = Path.Combine(folder, SymbolText.PartitionName(result.Partition) + ".o");
                OutputFile.Write(file, result.Object);
                written.Add(file);
            }

            OutputFile.WriteText(list, string.Concat(written.Select(f => f + "\n")));
        }
        catch
        {
            written.ForEach(ScratchFolders.Remove);
            throw;
        }
    }
}
