using System.Text;
using System.Text.Json;
using LtoPar.Bench.Measurements;

namespace LtoPar.Bench.Reports;

/// <summary>The raw numbers as JSON: the machine, then one object a measurement, each on its own line.</summary>
internal static class RawJson
{
    public static string Print(IEnumerable<Measurement> measurements, Facts facts)
    {
        StringBuilder text = new();
        text.Append(Write(json =>
        {
            json.WriteString("date", facts.Date);
            json.WriteString("llvm", facts.Llvm);
            json.WriteNumber("cpus", facts.Cpus);
            json.WriteNumber("jobs", facts.Jobs);
            json.WriteNumber("load", facts.Load);
            json.WriteString("page_cache", facts.PageCache);
        }));
        text.Length--;
        text.Append(",\"measurements\":[\n").AppendJoin(",\n", measurements.Select(m => Write(json =>
        {
            json.WriteString("program", m.Program);
            json.WriteString("stage", m.Stage);
            json.WriteString("tool", m.Tool);
            json.WriteNumber("run", m.Run);
            json.WriteNumber("wall_s", m.WallSeconds);
            json.WriteNumber("cpu_s", m.CpuSeconds);
            json.WriteNumber("rss_kb", m.RssKb);
            json.WriteNumber("text_bytes", m.TextBytes);
        })));
        return text.Append("\n]}\n").ToString();
    }

    private static string Write(Action<Utf8JsonWriter> members)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
