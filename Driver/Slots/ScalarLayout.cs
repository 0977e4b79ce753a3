namespace LtoPar.Driver.Slots;

/// <summary>A number, or what is no composition of others.</summary>
internal sealed record ScalarLayout(ScalarKind Kind, string Name, long Bytes) : SlotLayout(Bytes)
{
    public override string Text => Name;
}
