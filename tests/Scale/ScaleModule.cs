using System.Globalization;
using LtoPar.CallGraph;
using LtoPar.TestSupport;

namespace LtoPar.Scale;

/// <summary>
/// A program's call graph as IR that has it. Each function takes and returns a number: a chain of arithmetic in blocks of a few instructions,
/// with branches that skip some, its calls and references spread over it, as many instructions as the graph says. What the code computes means
/// nothing; what matters is that it compiles in the time of real code, and that the module's symbols, edges and sizes are the graph's.
/// </summary>
internal static class ScaleModule
{
    private const int BlockInstructions = 8;
    private const string Header = """
        target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
        target triple = "x86_64-pc-linux-gnu"
        declare i64 @external(ptr)
        """;

    private static readonly string[] s_operations = ["mul", "add", "xor", "sub", "or", "shl", "add", "and"];

    public static void Write(ProgramParts program, TextWriter output)
    {
        output.Write(Header);
        output.Write('\n');
        ProgramGraph graph = program.Build();
        SymbolTable symbols = graph.Symbols;
        for (int symbol = symbols.FunctionCount; symbol < symbols.Count; symbol++)
        {
            WriteVariable(graph, symbol, output);
        }

        for (int function = 0; function < symbols.FunctionCount; function++)
        {
            WriteFunction(graph, function, output);
        }

        // Somebody outside uses the first function, and with it the program.
        output.Write("@entry = alias i64 (i64), ptr @function0\n");
        output.Write("!llvm.module.flags = !{!0, !1}\n!0 = !{i32 8, !\"PIC Level\", i32 2}\n!1 = !{i32 7, !\"PIE Level\", i32 2}\n");
    }

    private static void WriteVariable(ProgramGraph graph, int symbol, TextWriter output)
    {
        string name = graph.Symbols.Names[symbol]!;
        if (graph.Symbols.Has(symbol, SymbolFlags.Mergeable))
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"text {symbol:D9}");
            output.Write($"@{name} = private unnamed_addr constant [{text.Length + 1} x i8] c\"{text}\\00\"\n");
            return;
        }

        ReadOnlySpan<CallEdge> entries = graph.EdgesOf(symbol);
        output.Write(string.Create(CultureInfo.InvariantCulture, $"@{name} = internal global [{entries.Length + 1} x ptr] ["));
        foreach (CallEdge entry in entries)
        {
            output.Write($"ptr @{graph.Symbols.Names[entry.Target]}, ");
        }

        output.Write("ptr null]\n");
    }

    private static void WriteFunction(ProgramGraph graph, int function, TextWriter output)
    {
        output.Write(string.Create(CultureInfo.InvariantCulture, $"define internal i64 @function{function}(i64 %v0) {{\nb0:\n"));
        ReadOnlySpan<CallEdge> edges = graph.EdgesOf(function);
        int sites = 0;
        foreach (CallEdge edge in edges)
        {
            sites += edge.Count;
        }

        int instructions = (int)Math.Max(graph.Symbols.Size[function], sites + 1);
        int spacing = Math.Max(1, instructions / Math.Max(1, sites));
        int value = 0;
        int block = 0;
        int next = 0;
        int left = edges.Length > 0 ? edges[0].Count : 0;
        for (int i = 1; i < instructions; i++)
        {
            if (next < edges.Length && i % spacing == 0)
            {
                WriteUse(graph, edges[next], value, output);
                value++;
                if (--left == 0 && ++next < edges.Length)
                {
                    left = edges[next].Count;
                }
            }
            else if (i % BlockInstructions == 0 && i + 4 < instructions)
            {
                // if (v < i) skip one addition
                output.Write(string.Create(
                    CultureInfo.InvariantCulture,
                    $"%c{block} = icmp ult i64 %v{value}, {i}\nbr i1 %c{block}, label %t{block}, label %b{block + 1}\nt{block}:\n"
                        + $"%s{block} = add i64 %v{value}, {function + i}\nbr label %b{block + 1}\n"));
                output.Write(string.Create(
                    CultureInfo.InvariantCulture, $"b{block + 1}:\n%v{value + 1} = phi i64 [ %v{value}, %b{block} ], [ %s{block}, %t{block} ]\n"));
                block++;
                value++;
                i += 4;
            }
            else
            {
                string operation = s_operations[(function + i) % s_operations.Length];
                int operand = operation == "shl" ? 1 + (i % 7) : ((function * 31) + i) | 5;
                output.Write(string.Create(CultureInfo.InvariantCulture, $"%v{value + 1} = {operation} i64 %v{value}, {operand}\n"));
                value++;
            }
        }

        output.Write(string.Create(CultureInfo.InvariantCulture, $"ret i64 %v{value}\n}}\n"));
    }

    /// <summary>One call or reference; its value is the next of the chain.</summary>
    private static void WriteUse(ProgramGraph graph, CallEdge edge, int value, TextWriter output)
    {
        string target = graph.Symbols.Names[edge.Target]!;
        string use = edge.Kind == EdgeKind.Call ? $"call i64 @{target}(i64 %v{value})"
            : graph.Symbols.IsFunction(edge.Target) || graph.Symbols.Has(edge.Target, SymbolFlags.Mergeable) ? $"call i64 @external(ptr @{target})"
            : $"load i64, ptr @{target}";
        output.Write(string.Create(CultureInfo.InvariantCulture, $"%v{value + 1} = {use}\n"));
    }
}
