using System.Text.Encodings.Web;
using System.Text.Json;

namespace LtoPar.Distribution.JobFiles;

/// <summary>Writes a job file: the keys that LLVM's linkers write, in their order, and no others, since distributors may check.</summary>
public static class JobFileWriter
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <returns>UTF-8.</returns>
    public static byte[] Write(JobFile file)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, s_options))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("common");
            writer.WriteString("linker_output", file.LinkerOutput);
            WriteList(writer, "args", file.CommonArguments);
            WriteList(writer, "inputs", file.CommonInputs);
            writer.WriteEndObject();
            writer.WriteStartArray("jobs");
            foreach (RemoteJob job in file.Jobs)
            {
                writer.WriteStartObject();
                WriteList(writer, "args", job.Arguments);
                WriteList(writer, "inputs", job.Inputs);
                WriteList(writer, "outputs", job.Outputs);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
