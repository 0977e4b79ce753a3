using LtoPar.LinkJobs;

namespace LtoPar.Plugin.Resolving;

/// <summary>The facts of the link as a whole.</summary>
/// <param name="Output">The kind of output.</param>
/// <param name="Wrapped">Names of --wrap.</param>
/// <param name="Kept">Names that something outside refers to though the linker may not say so (-init, a linker script; -e and -u of mold).</param>
internal sealed record LinkFacts(LinkOutputKind Output, IReadOnlyCollection<string> Wrapped, IReadOnlyCollection<string> Kept);
