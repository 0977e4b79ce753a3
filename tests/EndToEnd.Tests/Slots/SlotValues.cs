namespace LtoPar.EndToEnd.Tests.Slots;

/// <summary>Initialisers as C spells them, and what the program with them prints.</summary>
internal sealed record SlotValues(
    string Freq, string Flag, string Name, string Taps, string Other, string Order, string Cfg, string Bias, string Output);
