using System.Globalization;

namespace LtoPar.Driver.Slots;

/// <summary>An array or a vector.</summary>
/// <param name="Stride">From one element to the next.</param>
internal sealed record ArrayLayout(long Count, long Stride, SlotLayout Element) : SlotLayout(Count * Stride)
{
    public override string Text => string.Create(CultureInfo.InvariantCulture, $"[{Count} x {Element.Text}]");

    /// <summary>Strings are its values, too.</summary>
    public bool IsText => Element is ScalarLayout { Kind: ScalarKind.Integer, Bytes: 1 };
}
