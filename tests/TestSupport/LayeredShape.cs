namespace LtoPar.TestSupport;

/// <summary>The shape of a layered program. Shares are in percent of the edges; what is left over goes anywhere.</summary>
public sealed record LayeredShape
{
    /// <summary>Function definitions.</summary>
    public required int Functions { get; init; }

    /// <summary>Edges, all kinds together.</summary>
    public required int Edges { get; init; }

    /// <summary>Mean number of instructions in a function; sizes are distributed exponentially, as in real programs.</summary>
    public int MeanSize { get; init; } = 60;

    /// <summary>Calls to one of the next <see cref="Window"/> functions: locality.</summary>
    public int NearCalls { get; init; } = 60;

    /// <summary>The distance that "near" reaches, in functions.</summary>
    public int Window { get; init; } = 50;

    /// <summary>Calls to any later function.</summary>
    public int FarCalls { get; init; } = 10;

    /// <summary>Calls to the utilities, the last hundredth of the functions, which everybody calls.</summary>
    public int UtilityCalls { get; init; } = 12;

    /// <summary>Calls back to one of the 20 functions before: recursion.</summary>
    public int BackCalls { get; init; } = 2;

    public int TableReferences { get; init; } = 8;

    public int StringReferences { get; init; } = 6;

    /// <summary>Entries of tables: functions whose addresses are taken.</summary>
    public int TableEntries { get; init; } = 2;

    /// <summary>Tables of functions, one for this many functions.</summary>
    public int FunctionsPerTable { get; init; } = 10;

    /// <summary>String constants, one for this many functions.</summary>
    public int FunctionsPerString { get; init; } = 10;

    public int Seed { get; init; } = 1;
}
