using LtoPar.LinkJobs;

namespace LtoPar.Plugin.Resolving;

/// <summary>What is known of the link as a whole.</summary>
/// <param name="Output">What is made.</param>
/// <param name="Wrapped">Names of --wrap.</param>
/// <param name="Kept">Names that something outside refers to though the linker may not say so (-init, a linker script; -e and -u of mold).</param>
internal sealed record LinkFacts(LinkOutputKind Output, IReadOnlyCollection<string> Wrapped, IReadOnlyCollection<string> Kept);
