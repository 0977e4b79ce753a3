using System.CommandLine;
using LtoPar.Platform;

namespace LtoPar.Driver.CommandLine;

/// <summary>The one input. Declared as any number, so that two get a message of ours.</summary>
internal static class InputArgument
{
    public static Argument<string[]> Create() => new("INPUT")
    {
        Description = "A merged bitcode module; - is standard input",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <param name="what">What the command takes.</param>
    /// <param name="instead">What to do with several.</param>
    /// <exception cref="LtoParException">There is none, or more than one.</exception>
    public static string Single(
        string[]? inputs,
        string what = "a merged bitcode module, or - for standard input",
        string instead = "merge modules first (llvm-link, or the linker with --lto-emit-llvm)") => inputs switch
        {
            [""] => throw new LtoParException(null, "the name of the input is empty"),
            [var only] => only,
            null or [] => throw new LtoParException(null, $"no input file; give {what}"),
            [_, var second, ..] => throw new LtoParException(second, $"one input at a time; {instead}"),
        };
}
