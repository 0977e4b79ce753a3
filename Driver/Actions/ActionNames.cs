using LtoPar.Partitioner;
using LtoPar.Platform;

namespace LtoPar.Driver.Actions;

/// <summary>Files in the folder of the actions. All are named by their paths from there, so that the folder may be moved.</summary>
internal static class ActionNames
{
    /// <summary>The options of "lto-par compile", as a response file: no shell and no build tool sees them.</summary>
    public const string CompileOptions = "compile.rsp";

    /// <summary>The options and the objects of "lto-par combine".</summary>
    public const string CombineOptions = "combine.rsp";

    /// <summary>What compiles: where that changes, all is compiled again, as where the options change.</summary>
    public const string Versions = "versions.txt";

    /// <summary>The files that depend on the plan alone, a line each: the next plan removes those that it does not have.</summary>
    public const string Files = "files.txt";

    public const string Makefile = "Makefile";
    public const string Ninja = "build.ninja";
    public const string Jobs = "jobs.json";

    private const string MarksOfNames = "-_./+, ";

    /// <summary>
    /// Checks the name of the output. Both tools have names that cannot be written down (make: '=' and all that it may take for a pattern; ninja: '|'), and one
    /// rule for both is easier to remember.
    /// </summary>
    /// <exception cref="LtoParException">It cannot be written in an action file, or is one of the files there.</exception>
    public static void CheckOutput(string output, int partitions)
    {
        if (output == "-")
        {
            throw new LtoParException("<stdout>", "actions write a file; name it with -o, as a path from the folder of the actions");
        }

        if (output.FirstOrDefault(c => !char.IsLetterOrDigit(c) && !MarksOfNames.Contains(c, StringComparison.Ordinal)) is var wrong and not '\0')
        {
            throw new LtoParException(
                output, $"build tools cannot have '{wrong}' in a file's name; give -o a name of letters, digits, spaces and {MarksOfNames.Trim()}");
        }

        if (output[0] == '-' || (output[0] == '.' && !output.Contains('/', StringComparison.Ordinal)))
        {
            throw new LtoParException(output, "build tools do not build a file whose name begins so; write it as ./NAME");
        }

        string[] own = [CompileOptions, CombineOptions, Versions, Files, Makefile, Ninja, Jobs];
        IEnumerable<string> stems = Enumerable.Range(0, partitions).Select(SymbolText.PartitionName);
        if (own.Contains(output) || stems.Any(stem => output == stem + ".o" || output == stem + ".bc"))
        {
            throw new LtoParException(output, "is a file of the actions themselves; give -o another name");
        }
    }
}
