using LtoPar.CallGraph;

namespace LtoPar.TestSupport;

/// <summary>
/// Programs from a seed: every kind of symbol, linkage, flag, tie and edge the planners must cope with, in odd mixtures. The same seed gives
/// the same program on every machine (System.Random keeps the sequence of a seeded instance), so a failing test need only print its seed.
///
/// What the reader promises is kept: only definitions have edges and ties to definitions are what matters, nothing points at declarations,
/// non-empty names never repeat, aliases and ifuncs are tied to what they stand for, comdat members to each other.
/// </summary>
public static class RandomPrograms
{
    public static readonly ModuleFacts Facts = new("x86_64-pc-linux-gnu", "e-m:e-i64:64-n8:16:32:64-S128", 2, 0, null, null, false, false);

    private static readonly SymbolLinkage[] s_functionLinkages =
    [
        SymbolLinkage.Internal, SymbolLinkage.Internal, SymbolLinkage.Internal, SymbolLinkage.Private, SymbolLinkage.External, SymbolLinkage.LinkOnceOdr,
        SymbolLinkage.LinkOnceAny, SymbolLinkage.WeakAny, SymbolLinkage.WeakOdr,
    ];

    private static readonly SymbolLinkage[] s_variableLinkages =
    [
        SymbolLinkage.Internal, SymbolLinkage.Internal, SymbolLinkage.Private, SymbolLinkage.External, SymbolLinkage.LinkOnceOdr, SymbolLinkage.WeakAny,
        SymbolLinkage.Common,
    ];

    private static readonly SymbolFlags[] s_oddFlags =
    [
        SymbolFlags.UnnamedAddr, SymbolFlags.HasSection, SymbolFlags.Used, SymbolFlags.CompilerUsed, SymbolFlags.NamedByAsm, SymbolFlags.LocallyBound,
    ];

    private static readonly SymbolFlags[] s_oddVariableFlags =
    [
        SymbolFlags.Constant, SymbolFlags.ThreadLocal, SymbolFlags.ExternallyInitialized, SymbolFlags.PinnedInitializer, SymbolFlags.DifferenceOperand,
        SymbolFlags.Mergeable, SymbolFlags.AddressObserved,
    ];

    private static readonly TieReason[] s_oddReasons =
    [
        TieReason.Comdat, TieReason.BlockAddress, TieReason.SymbolDifference, TieReason.Associated, TieReason.BranchFunnel, TieReason.StructorKey,
    ];

    /// <summary>Mostly up to 40 symbols, one in eight up to 200, one in two hundred up to 2000; now and then a program without symbols.</summary>
    public static ProgramParts Make(int seed)
    {
        Random random = new(seed);
        int size = random.Next(200) switch { 0 => random.Next(2000), < 26 => random.Next(200), _ => random.Next(40) };
        return Make(random, size);
    }

    public static ProgramParts Make(Random random, int size)
    {
        double functionShare = 0.3 + (0.6 * random.NextDouble());
        int functions = (int)(size * functionShare);
        int aliases = random.Next(1 + (size / 12));
        int ifuncs = random.Next(1 + (size / 30));
        int variables = Math.Max(0, size - functions - aliases - ifuncs);
        SymbolTable symbols = new(functions, variables, aliases, ifuncs);
        for (int i = 0; i < symbols.Count; i++)
        {
            symbols.Names[i] = NameOf(random, symbols.KindOf(i), i);
            symbols.Visibility[i] = (SymbolVisibility)random.Next(3);
            switch (symbols.KindOf(i))
            {
                case SymbolKind.Function:
                    DescribeFunction(random, symbols, i);
                    break;
                case SymbolKind.Variable:
                    DescribeVariable(random, symbols, i);
                    break;
                default:
                    symbols.Linkage[i] = random.Next(2) == 0 ? SymbolLinkage.External : SymbolLinkage.Internal;
                    symbols.Flags[i] = SymbolFlags.Definition;
                    break;
            }

            if (symbols.Linkage[i].IsLocal())
            {
                symbols.Visibility[i] = SymbolVisibility.Default;
            }
        }

        AddSpecialArrays(random, symbols);
        List<CallEdge> edges = [];
        List<Tie> ties = [];
        AddAliases(random, symbols, edges, ties);
        AddGroups(random, symbols, ties);
        bool isProfiled = AddEdges(random, symbols, edges);
        return new ProgramParts(symbols, edges, ties, ModuleAsm(random, symbols, ties), isProfiled);
    }

    private static string NameOf(Random random, SymbolKind kind, int ordinal) => random.Next(30) switch
    {
        0 => "",
        1 => $"\u0001raw{ordinal}",
        2 => $".L{ordinal}",
        3 => $"größe.{ordinal}",
        4 => $"_ZN{new string('x', random.Next(300))}{ordinal}Ev",
        _ => $"{kind.ToString().ToLowerInvariant()[0]}{ordinal}",
    };

    private static void DescribeFunction(Random random, SymbolTable symbols, int function)
    {
        if (random.Next(10) == 0)
        {
            symbols.Linkage[function] = random.Next(3) == 0 ? SymbolLinkage.ExternWeak : SymbolLinkage.External;
            symbols.Flags[function] = random.Next(3) == 0 ? SymbolFlags.Intrinsic : SymbolFlags.None;
            return;
        }

        symbols.Linkage[function] = Pick(random, s_functionLinkages);
        symbols.Flags[function] = SymbolFlags.Definition | (random.Next(6) == 0 ? Pick(random, s_oddFlags) : SymbolFlags.None);
        symbols.Size[function] = random.Next(40) switch { 0 => random.Next(30_000), 1 => 1, < 10 => random.Next(1, 1000), _ => random.Next(1, 100) };
    }

    private static void DescribeVariable(Random random, SymbolTable symbols, int variable)
    {
        symbols.Size[variable] = random.Next(20) == 0 ? random.Next(1 << 20) : random.Next(1, 64);
        switch (random.Next(10))
        {
            case 0:
                symbols.Linkage[variable] = SymbolLinkage.External;
                break;
            case < 4:
                symbols.Linkage[variable] = SymbolLinkage.Private;
                symbols.Flags[variable] = SymbolFlags.Definition | SymbolFlags.Constant | SymbolFlags.UnnamedAddr | SymbolFlags.Mergeable;
                break;
            default:
                symbols.Linkage[variable] = Pick(random, s_variableLinkages);
                symbols.Flags[variable] = SymbolFlags.Definition
                    | (random.Next(6) == 0 ? Pick(random, s_oddFlags) : SymbolFlags.None)
                    | (random.Next(4) == 0 ? Pick(random, s_oddVariableFlags) : SymbolFlags.None);
                break;
        }
    }

    /// <summary>llvm.used, llvm.compiler.used, llvm.global_ctors and llvm.global_dtors in the place of some variables.</summary>
    private static void AddSpecialArrays(Random random, SymbolTable symbols)
    {
        string[] names = ["llvm.used", "llvm.compiler.used", "llvm.global_ctors", "llvm.global_dtors"];
        for (int i = 0; i < names.Length && i < symbols.VariableCount; i++)
        {
            if (random.Next(3) != 0)
            {
                continue;
            }

            int variable = symbols.FunctionCount + symbols.VariableCount - 1 - i;
            symbols.Names[variable] = names[i];
            symbols.Linkage[variable] = SymbolLinkage.Appending;
            symbols.Visibility[variable] = SymbolVisibility.Default;
            symbols.Flags[variable] = SymbolFlags.Definition | (i < 2 ? SymbolFlags.MetadataArray | SymbolFlags.HasSection : SymbolFlags.StructorArray);
        }
    }

    private static void AddAliases(Random random, SymbolTable symbols, List<CallEdge> edges, List<Tie> ties)
    {
        int firstAlias = symbols.FunctionCount + symbols.VariableCount;
        for (int i = firstAlias; i < symbols.Count; i++)
        {
            bool isIFunc = symbols.KindOf(i) == SymbolKind.IFunc;
            int[] targets =
            [
                .. Enumerable.Range(0, isIFunc ? symbols.FunctionCount : firstAlias)
                    .Where(t => symbols.NeedsPartition(t) && !symbols.Has(t, SymbolFlags.StructorArray)),
            ];
            if (targets.Length == 0)
            {
                symbols.Flags[i] = SymbolFlags.None;
                continue;
            }

            int target = Pick(random, targets);
            ties.Add(Tie.Of(i, target, isIFunc ? TieReason.IFunc : TieReason.Alias));
            edges.Add(new CallEdge(i, target, EdgeKind.Reference, 1, 1));
        }
    }

    private static void AddGroups(Random random, SymbolTable symbols, List<Tie> ties)
    {
        int groups = random.Next(1 + (symbols.Count / 8));
        for (int group = 0; group < groups; group++)
        {
            // A member may be a declaration: it glues all the same.
            int members = random.Next(10) == 0 ? random.Next(2, 2 + (symbols.Count / 4)) : random.Next(2, 4);
            int first = random.Next(symbols.Count);
            TieReason reason = Pick(random, s_oddReasons);
            for (int i = 1; i < members; i++)
            {
                int other = random.Next(symbols.Count);
                if (other == first)
                {
                    continue;
                }

                ties.Add(Tie.Of(first, other, reason));
                if (reason == TieReason.Comdat)
                {
                    symbols.Flags[first] |= SymbolFlags.HasComdat;
                    symbols.Flags[other] |= SymbolFlags.HasComdat;
                }
            }
        }
    }

    /// <returns>Whether the weights are a profile's.</returns>
    private static bool AddEdges(Random random, SymbolTable symbols, List<CallEdge> edges)
    {
        int[] defined = [.. Enumerable.Range(0, symbols.Count).Where(s => symbols.Has(s, SymbolFlags.Definition))];
        int[] targets = [.. defined.Where(s => !symbols.HasAny(s, SymbolFlags.MetadataArray | SymbolFlags.StructorArray))];
        if (targets.Length == 0)
        {
            return false;
        }

        bool profiled = random.Next(3) == 0;
        bool local = random.Next(2) == 0;
        int count = random.Next(1 + (defined.Length * random.Next(1, 6)));
        for (int i = 0; i < count; i++)
        {
            int position = random.Next(defined.Length);
            int source = defined[position];
            if (symbols.Floats(source))
            {
                continue;
            }

            int target = local ? targets[Math.Min(targets.Length - 1, position + random.Next(8))] : Pick(random, targets);
            bool call = symbols.IsFunction(source) && symbols.KindOf(target) != SymbolKind.Variable && random.Next(4) != 0;
            int sites = random.Next(1, 4);
            ulong weight = !profiled ? (ulong)sites : random.Next(20) == 0 ? ulong.MaxValue / 4096 : (ulong)random.Next(0, 1000);
            edges.Add(new CallEdge(source, target, call ? EdgeKind.Call : EdgeKind.Reference, sites, weight));
        }

        return profiled;
    }

    private static List<int> ModuleAsm(Random random, SymbolTable symbols, List<Tie> ties)
    {
        List<int> asm = [];
        if (random.Next(4) == 0 && symbols.Count > 0)
        {
            int members = random.Next(1, 5);
            for (int i = 0; i < members; i++)
            {
                int symbol = random.Next(symbols.Count);
                if (!symbols.Has(symbol, SymbolFlags.MetadataArray) && !asm.Contains(symbol))
                {
                    asm.Add(symbol);
                    ties.AddRange(asm[0] == symbol ? [] : [Tie.Of(asm[0], symbol, TieReason.Asm)]);
                }
            }
        }

        return asm;
    }

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];
}
