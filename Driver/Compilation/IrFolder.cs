using LtoPar.Backend;
using LtoPar.Partitioner;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.Compilation;

/// <summary>--emit-ir: a folder with the partitions as text, pNN.ll as carved and pNN.opt.ll before code generation. Workers write it.</summary>
internal sealed class IrFolder(string path)
{
    public string Path => path;

    /// <exception cref="Platform.LtoParException">It is not there and cannot be made.</exception>
    public void Create() => OutputFile.Guard(path, () => Directory.CreateDirectory(path));

    public void WriteCarved(int partition, ReadOnlySpan<byte> bitcode) => Write(partition, bitcode, ".ll");

    public void WriteOptimized(int partition, ReadOnlySpan<byte> bitcode) => Write(partition, bitcode, ".opt.ll");

    private void Write(int partition, ReadOnlySpan<byte> bitcode, string extension)
    {
        string name = SymbolText.PartitionName(partition);
        IrText.WriteAssembly(bitcode, name, System.IO.Path.Combine(path, name + extension));
    }
}
