using LtoPar.CallGraph;

namespace LtoPar.TestSupport;

/// <summary>
/// Programs with the shape of real ones, of any size: functions in layers that call mostly near callees of deeper layers, a few utilities that
/// everybody calls, some recursion, tables that name functions, and string constants.
/// </summary>
public static class LayeredPrograms
{
    /// <param name="functions">Function definitions.</param>
    /// <param name="edges">Edges, all kinds together.</param>
    public static ProgramParts Make(int functions, int edges, int seed)
    {
        Random random = new(seed);
        int tables = functions / 10;
        int strings = functions / 10;
        SymbolTable symbols = new(functions, tables + strings, 0, 0);
        for (int i = 0; i < symbols.Count; i++)
        {
            bool isString = i >= functions + tables;
            symbols.Names[i] = i < functions ? $"function{i}" : isString ? $".str.{i}" : $"table{i}";
            symbols.Linkage[i] = isString ? SymbolLinkage.Private : SymbolLinkage.Internal;
            symbols.Flags[i] = SymbolFlags.Definition
                | (isString ? SymbolFlags.Constant | SymbolFlags.UnnamedAddr | SymbolFlags.Mergeable : SymbolFlags.None);
            symbols.Size[i] = i < functions ? 1 + (long)(-60 * Math.Log(1 - random.NextDouble())) : 16;
        }

        int utilities = Math.Max(1, functions / 100);
        List<CallEdge> list = new(edges);
        for (int i = 0; i < edges; i++)
        {
            int source = random.Next(functions);
            (int target, EdgeKind kind) = random.Next(100) switch
            {
                < 60 => (Math.Min(functions - 1, source + 1 + random.Next(50)), EdgeKind.Call),
                < 70 => (source + random.Next(functions - source), EdgeKind.Call),
                < 82 => (functions - 1 - random.Next(utilities), EdgeKind.Call),
                < 84 => (Math.Max(0, source - random.Next(20)), EdgeKind.Call),
                < 92 => (functions + random.Next(tables), EdgeKind.Reference),
                < 98 => (functions + tables + random.Next(strings), EdgeKind.Reference),
                _ => (random.Next(functions), EdgeKind.Reference),
            };
            if (random.Next(100) < 2 && tables > 0)
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
}
