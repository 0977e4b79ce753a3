using System.Globalization;
using LtoPar.Driver.CommandLine;

namespace LtoPar.Driver.Remarks;

/// <summary>How often code has to run for its remarks to be wanted.</summary>
/// <param name="Count">Null: as often as what the profile calls hot.</param>
internal readonly record struct HotnessThreshold(ulong? Count)
{
    private const string Auto = "auto";

    /// <exception cref="FormatException">It is no number.</exception>
    public static HotnessThreshold? Parse(string text) => new HotnessThreshold(text == Auto ? null : (ulong)OptionFactory.Number(text));

    /// <summary>Spells it as the option does.</summary>
    public override string ToString() => Count?.ToString(CultureInfo.InvariantCulture) ?? Auto;
}
