using LtoPar.CallGraph;

namespace LtoPar.Partitioner;

/// <summary>
/// Decides how large partitions are when the user does not say. Small ones share out better among workers; but each reads every module-level record
/// of the input again, which costs as much as compiling some instructions (a fixed number, and some for each symbol of the module:
/// docs/performance.md has the measurements). So a partition is <see cref="CostMultiple"/> times as large as that cost: the overhead stays within
/// two to four percent of code generation alone, in programs of any size. Programs too small to be cut into a few pieces that way are cut finer,
/// until starting a linker to join the pieces would cost more than the pieces save: below <see cref="Least"/> a program is one partition.
///
/// It is a function of the module alone, or the same program would give other bytes on another machine; and not of its debug information, or -g
/// would change the code. The bound is rounded down to a power of the square root of two: an edit then changes it only when it carries the program
/// across one of two thresholds per doubling (a chance of one in tens of thousands for an instruction more), and everything is compiled again
/// that once; a build that cannot afford it gives --max-size. Without rounding every edit would move some boundary.
/// </summary>
internal static class AutomaticBounds
{
    /// <summary>Instructions that a program must have to be cut at all, as the cut counts them (<see cref="Atoms.RoundedSize"/>).</summary>
    public const long Least = 4096;

    private const int CostMultiple = 48;
    private const int FixedCost = 150;
    private const int SymbolsPerInstruction = 16;
    private const int FewestPieces = 7;

    /// <summary>Functions cost little by themselves; the bound on their number is for programs of very many very small ones.</summary>
    private const int InstructionsPerFunction = 64;

    /// <summary>Functions of fewer instructions than this, on average, cost by their number: tables of handlers, stubs, generated accessors.</summary>
    private const int TinyInstructions = 16;

    /// <summary>The cost of a function without instructions, in instructions (measured: 10,000 functions of 6 instructions).</summary>
    private const int InstructionsPerTinyFunction = 8;

    public static Bounds Resolve(ProgramGraph graph, PartitionOptions options)
    {
        (long instructions, int functions) = Extent(graph);
        long maxSize = options.MaxSize ?? MaxSize(instructions, graph.SymbolCount);
        int ofTiny = options.MaxSize is null ? MaxTinyFunctions(instructions, functions, graph.SymbolCount) : 0;
        return new Bounds(options.MaxFunctions ?? Math.Max(MaxFunctions(maxSize), ofTiny), maxSize);
    }

    /// <param name="instructions">The instructions of the whole program.</param>
    /// <param name="symbols">Module-level symbols, declarations included.</param>
    public static long MaxSize(long instructions, int symbols)
    {
        long byCost = CostMultiple * (FixedCost + ((long)symbols / SymbolsPerInstruction));
        return RoundDown(Math.Min(byCost, instructions / FewestPieces));
    }

    public static int MaxFunctions(long maxSize) =>
        (int)Math.Clamp(maxSize / InstructionsPerFunction, PartitionOptions.LeastMaxFunctions, int.MaxValue);

    /// <summary>
    /// The bound by functions as <see cref="MaxSize"/> is by instructions: a bound that follows the instructions would make partitions of so little
    /// work that reading the module's records is a third of it.
    /// </summary>
    /// <returns>0: the functions are not that small.</returns>
    public static int MaxTinyFunctions(long instructions, int functions, int symbols)
    {
        if (functions == 0 || instructions / functions >= TinyInstructions)
        {
            return 0;
        }

        long byCost = CostMultiple * (FixedCost + ((long)symbols / SymbolsPerInstruction)) / (InstructionsPerTinyFunction + (instructions / functions));
        return (int)RoundDown(Math.Min(byCost, functions / FewestPieces), 1);
    }

    /// <summary>Rounds down in integers: to a power of two, or to the step between two of them.</summary>
    private static long RoundDown(long size, long least = Least)
    {
        long power = least;
        while (power <= size / 2)
        {
            power *= 2;
        }

        long between = power * 92_682 / 65_536;
        return between <= size ? between : power;
    }

    private static (long Instructions, int Functions) Extent(ProgramGraph graph)
    {
        long instructions = 0;
        int functions = 0;
        for (int symbol = 0; symbol < graph.Symbols.FunctionCount; symbol++)
        {
            if (graph.Symbols.NeedsPartition(symbol))
            {
                instructions += graph.Symbols.Instructions(symbol);
                functions++;
            }
        }

        return (instructions, functions);
    }
}
