using System.Globalization;
using LtoPar.Backend.Partitions;
using LtoPar.Elf;

namespace LtoPar.Driver.Bisecting;

/// <summary>What of a compiled partition may be too much.</summary>
/// <param name="Most">What is not too much.</param>
/// <param name="Of">The measured value of a partition, or of some functions of it (null: all of it).</param>
/// <param name="Unit">The word behind a value.</param>
/// <param name="IsTime">It is of the compilation, and not of the object.</param>
internal sealed record Measure(double Most, Func<PartitionResult, IReadOnlySet<string>?, double> Of, string Unit, bool IsTime)
{
    private const ulong Executable = 4;

    /// <summary>The processor time of the compilation; functions that are switched off take next to none.</summary>
    public static Measure Time(double seconds) => new(seconds, (r, _) => r.Timing.Cpu.Total.TotalSeconds, "s", IsTime: true);

    /// <summary>The bytes of machine code. What is switched off is larger than what is optimised, so functions are measured alone.</summary>
    public static Measure Code(long bytes) => new(bytes, CodeOf, "bytes", IsTime: false);

    private static double CodeOf(PartitionResult result, IReadOnlySet<string>? functions)
    {
        ElfObject elf = ElfObject.Read(result.Object, "object");
        return functions is null
            ? elf.Sections.Where(s => s.Has(Executable)).Sum(s => (double)s.Size)
            : elf.Symbols.Where(s => s.IsDefined && s.IsNamed && functions.Contains(s.Name)).Sum(s => (double)s.Size);
    }

    public string Text(double value) => value.ToString(IsTime ? "0.000" : "0", CultureInfo.InvariantCulture) + " " + Unit;
}
