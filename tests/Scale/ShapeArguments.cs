using System.Globalization;
using LtoPar.TestSupport;

namespace LtoPar.Scale;

/// <summary>The command line: "--functions 10000 --fan-out 5 ..." as a shape.</summary>
internal static class ShapeArguments
{
    public const string Usage = """
        usage: ScaleModules module|plan --functions N [OPTION N]...

          module   the program as textual IR on standard output, for llvm-as
          plan     plans the program's call graph and prints what that took, as a line of JSON

          --functions N      function definitions
          --instructions N   mean instructions in a function (20)
          --fan-out N        mean edges out of a function: calls and references (5)
          --near PERCENT     of the edges: calls to one of the next functions (60)
          --window N         how many functions "next" means (50)
          --far PERCENT      calls to any later function (10)
          --utility PERCENT  calls to the few that everybody calls (12)
          --back PERCENT     calls to functions before: recursion (2)
          --taken PERCENT    entries of tables: functions whose addresses are taken (2)
          --globals N        tables of functions, one for N functions (10)
          --strings N        string constants, one for N functions (10)
          --seed N           (1)
        """;

    /// <exception cref="FormatException">An option is unknown, or its value is no number.</exception>
    public static LayeredShape Read(ReadOnlySpan<string> arguments)
    {
        LayeredShape shape = new() { Functions = 0, Edges = 0, MeanSize = 20 };
        double fanOut = 5;
        for (int i = 0; i < arguments.Length; i += 2)
        {
            string option = arguments[i];
            if (i + 1 == arguments.Length
                || !double.TryParse(arguments[i + 1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
            {
                throw new FormatException($"{option} needs a number");
            }

            int value = (int)number;
            switch (option)
            {
                case "--functions": shape = shape with { Functions = value }; break;
                case "--instructions": shape = shape with { MeanSize = value }; break;
                case "--fan-out": fanOut = number; break;
                case "--near": shape = shape with { NearCalls = value }; break;
                case "--window": shape = shape with { Window = Math.Max(1, value) }; break;
                case "--far": shape = shape with { FarCalls = value }; break;
                case "--utility": shape = shape with { UtilityCalls = value }; break;
                case "--back": shape = shape with { BackCalls = value }; break;
                case "--taken": shape = shape with { TableEntries = value }; break;
                case "--globals": shape = shape with { FunctionsPerTable = Math.Max(1, value) }; break;
                case "--strings": shape = shape with { FunctionsPerString = Math.Max(1, value) }; break;
                case "--seed": shape = shape with { Seed = value }; break;
                default: throw new FormatException($"unknown option {option}");
            }
        }

        return shape.Functions > 0 ? shape with { Edges = (int)(shape.Functions * fanOut) } : throw new FormatException("--functions is needed");
    }
}
