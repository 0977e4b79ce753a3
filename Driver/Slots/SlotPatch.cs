namespace LtoPar.Driver.Slots;

/// <summary>Bytes to be written at an offset of a slot.</summary>
internal readonly record struct SlotPatch(long Offset, byte[] Bytes);
