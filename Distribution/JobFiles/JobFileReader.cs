using System.Text.Json;
using LtoPar.Platform;

namespace LtoPar.Distribution.JobFiles;

/// <summary>Reads a job file of any linker. Keys that a later LLVM may add are passed over; what a distributor needs has to be there.</summary>
public static class JobFileReader
{
    /// <exception cref="LtoParException">It cannot be read, or is no such file.</exception>
    public static JobFile Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LtoParException(path, $"cannot be read: {(e is FileNotFoundException or DirectoryNotFoundException ? "no such file" : e.Message)}", e);
        }

        return Parse(bytes, path);
    }

    /// <param name="path">The subject of messages.</param>
    /// <exception cref="LtoParException">It is no job file.</exception>
    public static JobFile Parse(ReadOnlyMemory<byte> bytes, string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            JsonElement common = Member(document.RootElement, "common", path);
            List<RemoteJob> jobs = [];
            foreach (JsonElement job in Items(document.RootElement, "jobs", path))
            {
                RemoteJob read = new(Strings(job, "args", path), Strings(job, "inputs", path), Strings(job, "outputs", path));
                jobs.Add(read.Inputs.Count > 0 && read.Outputs.Count > 0
                    ? read
                    : throw Malformed(path, $"job {jobs.Count} has {(read.Inputs.Count == 0 ? "no input" : "no output")}"));
            }

            string[] arguments = Strings(common, "args", path);
            string[] inputs = common.TryGetProperty("inputs", out _) ? Strings(common, "inputs", path) : [];
            return arguments.Length > 0
                ? new JobFile(Text(Member(common, "linker_output", path), path), arguments, inputs, jobs)
                : throw Malformed(path, "'common' names no compiler");
        }
        catch (JsonException e)
        {
            throw new LtoParException(path, $"is no DTLTO job file: {e.Message}", e);
        }
    }

    private static string[] Strings(JsonElement parent, string name, string path) => [.. Items(parent, name, path).Select(item => Text(item, path))];

    private static JsonElement.ArrayEnumerator Items(JsonElement parent, string name, string path) =>
        Member(parent, name, path) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : throw Malformed(path, $"'{name}' is no list");

    private static JsonElement Member(JsonElement parent, string name, string path) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement member)
            ? member
            : throw Malformed(path, $"there is no '{name}'");

    private static string Text(JsonElement element, string path) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw Malformed(path, "a word is no string");

    private static LtoParException Malformed(string path, string what) => new(path, $"is no DTLTO job file: {what}");
}
