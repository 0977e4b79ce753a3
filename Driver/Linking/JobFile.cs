using LtoPar.LinkJobs;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.Linking;

/// <summary>Reads a job, in either of its two forms.</summary>
internal static class JobFile
{
    private const string LldSuffix = ".resolution.txt";

    /// <param name="path">A file, or "-" for standard input.</param>
    /// <param name="kind">--output-kind; null: not given.</param>
    /// <exception cref="LtoParException">It cannot be read, is no job, or --output-kind contradicts it.</exception>
    /// <returns>The job, and whether it says itself what the linker makes.</returns>
    public static (LinkJob Job, bool SaysKind) Read(string path, LinkOutputKind? kind)
    {
        (byte[] bytes, string name) = ReadBytes(path);
        if (!LinkJobReader.IsJob(bytes))
        {
            string output = path.EndsWith(LldSuffix, StringComparison.Ordinal) ? path[..^LldSuffix.Length] : path;
            return bytes.AsSpan().IndexOf("\n-r="u8) >= 0
                ? (LldResolutionReader.Read(bytes, name, kind ?? LinkOutputKind.Pie, output), false)
                : throw new LtoParException(
                    name, $"is no job: expected '{LinkJobWriter.FirstLine}' in its first line, or a file of ld.lld --save-temps=resolution");
        }

        LinkJob job = LinkJobReader.Read(bytes, name);
        return kind is null || kind == job.OutputKind
            ? (job, true)
            : throw new LtoParException(
                name,
                $"is a job for output kind {LinkJobWriter.NameOf(job.OutputKind)}; "
                    + $"--output-kind={LinkJobWriter.NameOf(kind.Value)} is for resolution files of ld.lld");
    }

    private static (byte[] Bytes, string Name) ReadBytes(string path)
    {
        if (path == "-")
        {
            using Stream stream = Console.OpenStandardInput();
            using MemoryStream memory = new();
            stream.CopyTo(memory);
            return (memory.ToArray(), "<stdin>");
        }

        using MappedFile file = MappedFile.Open(path);
        return (file.Bytes(0, checked((int)file.Length)).ToArray(), path);
    }
}
