using System.Globalization;
using LtoPar.Elf;
using LtoPar.Platform;

namespace LtoPar.Driver.Slots;

/// <summary>A slot as the table in an object or a program tells of it (Backend/Slots/SlotTable.cs writes it).</summary>
/// <param name="Name">Its name in the source.</param>
/// <param name="Symbol">The name of its symbol.</param>
/// <param name="Size">Bytes.</param>
internal sealed record SlotRecord(string Name, string Symbol, long Size, SlotLayout Layout)
{
    private const string Table = ".lto_par.slots";

    /// <returns>The slots in the order of the tables; empty where there is no table.</returns>
    /// <exception cref="LtoParException">A table is malformed.</exception>
    public static IReadOnlyList<SlotRecord> ReadAll(ElfData data, string file)
    {
        List<SlotRecord> records = [];
        foreach (ElfSection section in data.Sections.Where(s => s.Name == Table))
        {
            if (section.Has(ElfConstants.ShfCompressed))
            {
                throw new LtoParException(file, $"section '{Table}' is compressed; decompress it with objcopy --decompress-debug-sections");
            }

            foreach (string text in ByteText.From(section.Bytes.Span).Split('\0', StringSplitOptions.RemoveEmptyEntries))
            {
                records.Add(Parse(text) ?? throw new LtoParException(file, $"has a malformed table of slots ('{OneLine.Of(text)}' in section '{Table}')"));
            }
        }

        return records;
    }

    private static SlotRecord? Parse(string text) =>
        text.Split('\t') is [var name, var symbol, var size, var type]
        && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes)
        && SlotLayout.Parse(type, bytes) is { } layout
            ? new SlotRecord(name, symbol, bytes, layout)
            : null;
}
