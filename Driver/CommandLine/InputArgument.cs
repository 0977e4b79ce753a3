using System.CommandLine;
using LtoPar.Platform;

namespace LtoPar.Driver.CommandLine;

/// <summary>The argument for the single input. It is declared as any number, so that two get a message of ours.</summary>
internal static class InputArgument
{
    public static Argument<string[]> Create() => new("INPUT")
    {
        Description = "A merged bitcode module; - is standard input",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <param name="what">The kind of file that the command takes.</param>
    /// <param name="instead">The advice for several inputs.</param>
    /// <exception cref="LtoParException">There is no input, or more than one.</exception>
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
