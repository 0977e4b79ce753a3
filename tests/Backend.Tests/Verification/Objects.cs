using LtoPar.Backend.Verification.Objects;
using LtoPar.Elf;

namespace LtoPar.Backend.Tests.Verification;

/// <summary>The objects of one comparison.</summary>
internal sealed record Objects(byte[] One, byte[][] Parts)
{
    public Comparison Compare(SourceNames names, Stage stage) =>
        Comparison.Of(ElfObject.Read(One, "one"), [.. Parts.Select((o, p) => ElfObject.Read(o, $"p{p}"))], names, stage);
}
