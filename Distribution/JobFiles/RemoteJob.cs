using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Distribution.JobFiles;

/// <summary>One compilation of a job file.</summary>
/// <param name="Arguments">The words that follow the common ones on its command line.</param>
/// <param name="Inputs">The files that it reads; the first is the bitcode.</param>
/// <param name="Outputs">The files that it makes; the first is the object.</param>
public sealed record RemoteJob(IReadOnlyList<string> Arguments, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs)
{
    public string Bitcode => Inputs[0];

    public string Object => Outputs[0];

    /// <summary>Reads its bitcode whole.</summary>
    /// <exception cref="LtoParException">It cannot be read.</exception>
    public byte[] ReadBitcode()
    {
        using MappedFile file = MappedFile.Open(Bitcode);
        return file.Bytes(0, checked((int)file.Length)).ToArray();
    }

    /// <summary>Removes outputs of an earlier run, which would be taken for this one's.</summary>
    public void RemoveOutputs()
    {
        foreach (string output in Outputs)
        {
            ScratchFolders.Remove(output);
        }
    }
}
