using LtoPar.CallGraph;

namespace LtoPar.TestSupport;

/// <summary>
/// Programs with the shape of real ones, of any size: functions in layers that call mostly near callees of deeper layers, a few utilities that
/// everybody calls, some recursion, tables that name functions, and string constants.
/// </summary>
public static class LayeredPrograms
{
    private const int FunctionsPerUtility = 100;
    private const int BackWindow = 20;

    /// <param name="functions">Function definitions.</param>
    /// <param name="edges">Edges, all kinds together.</param>
    public static ProgramParts Make(int functions, int edges, int seed) => Make(new LayeredShape { Functions = functions, Edges = edges, Seed = seed });

    public static ProgramParts Make(LayeredShape shape)
    {
        int functions = shape.Functions;
        int tables = functions / shape.FunctionsPerTable;
        int strings = functions / shape.FunctionsPerString;
        Random random = new(shape.Seed);
        SymbolTable symbols = MakeSymbols(shape, tables, strings, random);
        int near = shape.NearCalls;
        int far = near + shape.FarCalls;
        int utility = far + shape.UtilityCalls;
        int back = utility + shape.BackCalls;
        int table = back + (tables > 0 ? shape.TableReferences : 0);
        int text = table + (strings > 0 ? shape.StringReferences : 0);
        int utilities = Math.Max(1, functions / FunctionsPerUtility);
        List<CallEdge> list = new(shape.Edges);
        for (int i = 0; i < shape.Edges; i++)
        {
            int source = random.Next(functions);
            int kindOf = random.Next(100);
            (int target, EdgeKind kind) =
                kindOf < near ? (Math.Min(functions - 1, source + 1 + random.Next(shape.Window)), EdgeKind.Call)
                : kindOf < far ? (source + random.Next(functions - source), EdgeKind.Call)
                : kindOf < utility ? (functions - 1 - random.Next(utilities), EdgeKind.Call)
                : kindOf < back ? (Math.Max(0, source - random.Next(BackWindow)), EdgeKind.Call)
                : kindOf < table ? (functions + random.Next(tables), EdgeKind.Reference)
                : kindOf < text ? (functions + tables + random.Next(strings), EdgeKind.Reference)
                : (random.Next(functions), EdgeKind.Reference);
            if (random.Next(100) < shape.TableEntries && tables > 0)
            {
                list.Add(new CallEdge(functions + random.Next(tables), source, EdgeKind.Reference, 1, 1));
            }
            else
            {
                int count = random.Next(4) == 0 ? random.Next(2, 5) : 1;
                list.Add(new CallEdge(source, target, kind, count, (ulong)count));
            }
        }

        return new ProgramParts(symbols, list, [], []);
    }

    private static SymbolTable MakeSymbols(LayeredShape shape, int tables, int strings, Random random)
    {
        int functions = shape.Functions;
        SymbolTable symbols = new(functions, tables + strings, 0, 0);
        for (int i = 0; i < symbols.Count; i++)
        {
            bool isString = i >= functions + tables;
            symbols.Names[i] = i < functions ? $"function{i}" : isString ? $".str.{i}" : $"table{i}";
            symbols.Linkage[i] = isString ? SymbolLinkage.Private : SymbolLinkage.Internal;
            symbols.Flags[i] = SymbolFlags.Definition
                | (isString ? SymbolFlags.Constant | SymbolFlags.UnnamedAddr | SymbolFlags.Mergeable : SymbolFlags.None);
            symbols.Size[i] = i < functions ? 1 + (long)(-shape.MeanSize * Math.Log(1 - random.NextDouble())) : 16;
        }

        return symbols;
    }
}
