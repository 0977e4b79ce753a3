using System.Globalization;
using System.Text;

namespace LtoPar.LinkJobs;

/// <summary>
/// Writes a job file: text, one record a line, fields separated by one space. The format is described in docs/cli.md ("lto-par link"); its
/// first line carries its version, which changes whenever an older reader would misunderstand a newer file.
/// </summary>
public static class LinkJobWriter
{
    public const string FirstLine = "lto-par-job 1";

    public static void Write(LinkJob job, Stream stream)
    {
        StringBuilder text = new();
        text.Append(FirstLine).Append('\n').Append("output ").Append(NameOf(job.OutputKind)).Append(' ');
        LinkJobFields.Append(text, job.OutputName);
        text.Append('\n');
        foreach (string name in job.Wrapped)
        {
            text.Append("wrap ");
            LinkJobFields.Append(text, name);
            text.Append('\n');
        }

        foreach (NativeCommon common in job.NativeCommons)
        {
            text.Append(CultureInfo.InvariantCulture, $"common {common.Size} {common.Alignment} ");
            LinkJobFields.Append(text, common.Name);
            text.Append('\n');
        }

        foreach (string path in job.NativeFiles)
        {
            text.Append("native ");
            LinkJobFields.Append(text, path);
            text.Append('\n');
        }

        foreach (LinkModule module in job.Modules)
        {
            text.Append("module ");
            LinkJobFields.Append(text, module.Path);
            text.Append(CultureInfo.InvariantCulture, $" {module.Offset} {module.Size} ");
            LinkJobFields.Append(text, module.Name);
            text.Append('\n');
            foreach (LinkSymbol symbol in module.Symbols)
            {
                text.Append("symbol ").Append(SymbolResolutionText.Of(symbol.Resolution)).Append(' ');
                LinkJobFields.Append(text, symbol.NameBytes);
                text.Append('\n');
            }

            Flush(text, stream);
        }

        Flush(text, stream);
    }

    public static string NameOf(LinkOutputKind kind) => kind switch
    {
        LinkOutputKind.Exec => "exec",
        LinkOutputKind.Pie => "pie",
        LinkOutputKind.Shared => "shared",
        LinkOutputKind.Relocatable => "relocatable",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static void Flush(StringBuilder text, Stream stream)
    {
        stream.Write(Encoding.ASCII.GetBytes(text.ToString()));
        text.Clear();
    }
}
