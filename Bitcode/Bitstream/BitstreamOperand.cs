namespace LtoPar.Bitcode.Bitstream;

/// <summary>How an abbreviation writes one operand.</summary>
/// <param name="Encoding">0: literal, 1: fixed width, 2: variable width, 3: array, 4: character, 5: blob.</param>
/// <param name="Value">The literal, or the width in bits.</param>
public readonly record struct BitstreamOperand(int Encoding, ulong Value);
