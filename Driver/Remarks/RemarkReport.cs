using System.Text;
using LtoPar.Backend.Partitions;
using LtoPar.Driver.Reports;
using LtoPar.Llvm;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.Remarks;

/// <summary>
/// Prints and writes the remarks of a run: those of the passes before the cut first, then those of the partitions in their order, whatever the order of work
/// was. Functions have the user's names in them.
/// </summary>
/// <param name="file">The file to write; null: none.</param>
/// <param name="selection">The remarks to print.</param>
/// <param name="request">The remarks to record.</param>
internal sealed class RemarkReport(string? file, RemarkSelection selection, RemarkRequest request)
{
    public RemarkRequest Request => request;

    /// <summary>Checks what can fail before there is work.</summary>
    /// <exception cref="LtoParException">The file cannot be written.</exception>
    public void CheckWritable()
    {
        if (file is not null)
        {
            OutputFile.CheckWritable(file);
        }
    }

    /// <param name="parts">The YAML of each part, with the partition's name; null: it is not of a partition.</param>
    /// <exception cref="LtoParException">The file cannot be written.</exception>
    public void Write(IEnumerable<(string? Partition, byte[] Yaml)> parts, Messages messages)
    {
        StringBuilder all = new();
        foreach ((string? partition, byte[] yaml) in parts)
        {
            string text = PromotedSuffix.RemoveAll(Encoding.UTF8.GetString(yaml));
            if (file is not null)
            {
                all.Append(text);
            }

            if (!selection.IsEmpty)
            {
                Print(partition, text, messages);
            }
        }

        if (file is not null)
        {
            OutputFile.WriteText(file, all.ToString());
        }
    }

    private void Print(string? partition, string yaml, Messages messages)
    {
        // Passes that run again say again what they said.
        HashSet<string> printed = new(StringComparer.Ordinal);
        foreach (Remark remark in RemarkReader.Read(new StringReader(yaml)))
        {
            if (selection.OptionFor(remark) is { } option)
            {
                string whose = partition is null ? "" : $"partition {partition}: ";
                string hotness = remark.Hotness is null ? "" : $" (hotness: {remark.Hotness})";
                string text = $"{remark.Place ?? $"function '{remark.Function}'"}: {whose}{remark.Text}{hotness} [{option}]";
                if (printed.Add(text))
                {
                    messages.Remark(text);
                }
            }
        }
    }
}
