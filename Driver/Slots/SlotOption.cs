using System.CommandLine;
using LtoPar.Backend.Slots;

namespace LtoPar.Driver.Slots;

/// <summary>The option --slot, which adds up: each GLOB names variables whose values may change without a recompilation.</summary>
internal static class SlotOption
{
    public static Option<SlotPattern[]?> Create() => new("--slot")
    {
        Description = "The variables of that name are slots: emitted alone, so that a changed value compiles no code; repeatable",
        HelpName = "GLOB",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        CustomParser = result =>
        {
            try
            {
                return [.. result.Tokens.Select(token => new SlotPattern(token.Value))];
            }
            catch (FormatException e)
            {
                result.AddError($"--slot: {e.Message}");
                return null;
            }
        },
    };
}
