using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LtoPar.EndToEnd.Tests.Programs;

/// <summary>
/// Debug information of a partitioned program: valid, not multiplied, and to a debugger the same as in one partition. Types that are declared
/// in most partitions must be found; lines and variables must be where they were.
/// </summary>
public sealed partial class DebugInfoTests
{
    [Theory]
    [InlineData("lua", 1.15)] // strings count in every object: the linker merges them
    [FullData("sqlite", 1.10)]
    public void Debug_sections_are_valid_and_hardly_larger_than_one_partitions(string program, double most)
    {
        using TempFolder folder = new();
        Tools.Check(Tools.LtoPar, Corpus.File(program, "opt.bc", "O2-g"), "--stage=codegen", "--emit-objects=" + folder.Path, "-j2");
        string[] objects = Directory.GetFiles(folder.Path, "*.o");
        Assert.True(objects.Length > 2);
        Parallel.ForEach(objects, new ParallelOptions { MaxDegreeOfParallelism = 2 }, o => Tools.Check(Tools.Llvm("llvm-dwarfdump"), "--verify", "--quiet", o));
        double ratio = objects.Sum(DebugBytes) / (double)DebugBytes(Corpus.File(program, "ref.o", "O2-g"));
        Assert.True(ratio <= most, $"{program}: .debug_* of {objects.Length} objects is {ratio:0.000} of one partition's");
    }

    [Theory]
    [InlineData("lua")]
    [FullData("sqlite")]
    public void A_debugger_sees_the_program_that_one_partition_makes(string name)
    {
        using TempFolder folder = new();
        DebuggerSession session = DebuggerSession.Of(name);
        string bitcode = Corpus.File(name, "opt.bc", "O2-g");
        Tools.Check(Tools.LtoPar, bitcode, "--stage=codegen", "-o", folder.File("program.o"), "-j2");
        string program = folder.File("program");
        string[] arguments = File.ReadAllText(Corpus.File(name, "link.args", "O2-g")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        // lld: GNU ld lets strings share their ends, which the verifier takes for an error.
        Tools.Check("cc", [$"-B{Path.GetDirectoryName(Tools.Llvm("ld.lld"))}", "-fuse-ld=lld", folder.File("program.o"), .. arguments, "-o", program]);
        Tools.Check(Tools.Llvm("llvm-dwarfdump"), "--verify", "--quiet", program);

        string commands = folder.File("gdb");
        File.WriteAllLines(commands, session.Script(OneFunctionOfEachPartition(bitcode)));
        string reference = Corpus.File(name, "ref", "O2-g");
        string expected = Debug(reference, commands);
        Assert.Contains($"{session.Source}:", expected, StringComparison.Ordinal);
        Assert.Equal(expected, Debug(program, commands));
        string[] lines = LinesOfFunctions(reference);
        Assert.True(lines.Length > session.Functions, $"{lines.Length} functions have lines");
        Assert.Equal(lines, LinesOfFunctions(program));
    }

    /// <summary>Name, file and line of each function, as the symbolizer finds them from its address.</summary>
    private static string[] LinesOfFunctions(string program)
    {
        (string Address, string Name)[] functions =
        [
            .. Tools.Check(Tools.Llvm("llvm-nm"), "--defined-only", program).Split('\n')
                .Select(l => l.Split(' ')).Where(w => w.Length == 3 && w[1] is "t" or "T" && !w[2].StartsWith('_'))
                .Select(w => ("0x" + w[0], w[2].Split(".lto_par.")[0])),
        ];
        string[] places = Tools.Check(
            Tools.Llvm("llvm-symbolizer"), ["--no-inlines", "--output-style=GNU", "--obj=" + program, .. functions.Select(f => f.Address)]).Split('\n');
        return [.. functions.Select((f, i) => $"{f.Name} {places[2 * i].Split(".lto_par.")[0]} {places[(2 * i) + 1]}").Where(
            l => !l.EndsWith(":0", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The plan does not depend on which worker read which function: neither where a type is complete nor on which way it is reached.</summary>
    [Fact]
    public void The_bytes_are_the_same_for_any_number_of_jobs()
    {
        const string cut = "--max-functions=10";
        using TempFolder folder = new();
        string bitcode = Corpus.File("lua", "opt.bc", "O2-g");
        Tools.Check(Tools.LtoPar, "dump-partitions", bitcode, cut, "-j1", "-o", "/dev/null", "--emit-bitcode=" + folder.File("j1"));
        foreach (int jobs in TestForm.IsFull ? new[] { 2, 3, 8, 8, 8 } : [8])
        {
            Tools.Check(Tools.LtoPar, "dump-partitions", bitcode, cut, $"-j{jobs}", "-o", "/dev/null", "--emit-bitcode=" + folder.File("jn"));
            foreach (string file in Directory.GetFiles(folder.File("j1")))
            {
                string name = Path.GetFileName(file);
                Assert.True(
                    File.ReadAllBytes(file).SequenceEqual(File.ReadAllBytes(Path.Combine(folder.File("jn"), name))), $"{name} is not the same at -j{jobs}");
            }
        }
    }

    /// <summary>Among the variables are some that LLVM has split (sqlite3Hooks) or made a flag of (g_explaining).</summary>
    [Theory]
    [InlineData("ninja", "dfs")]
    [FullData("sqlite", "dfs")]
    [FullData("ninja", "max")]
    [FullData("lua", "max")]
    public void No_type_is_lost_and_no_variable_loses_its_address(string program, string strategy)
    {
        using TempFolder folder = new();
        string[] expected = Entries(Corpus.File(program, "ref.o", "O2-g"));
        string[] actual = Entries(Cut(program, strategy, folder));
        Assert.Equal(CompleteTypes(expected), CompleteTypes(actual));
        string[] variables = VariablesWithAddress(expected);
        Assert.True(variables.Length > 20, $"{variables.Length} variables");
        Assert.Equal(variables, VariablesWithAddress(actual));
    }

    /// <summary>A debugger that finds no call described cannot tell which functions a chain of tail calls went through.</summary>
    [Theory]
    [InlineData("ninja", "dfs")]
    [FullData("lua", "dfs")]
    [FullData("lua", "max")]
    public void Calls_into_other_partitions_are_described(string program, string strategy)
    {
        using TempFolder folder = new();
        string cut = Cut(program, strategy, folder);
        List<(string Caller, string Callee, bool IsTail)> expected = Calls(Corpus.File(program, "ref.o", "O2-g"));
        List<(string Caller, string Callee, bool IsTail)> actual = Calls(cut);
        Assert.True(expected.Count > 2000, $"{expected.Count} calls");
        Assert.Equal(expected.Select(c => (c.Caller, c.IsTail)).Order(), actual.Select(c => (c.Caller, c.IsTail)).Order());
        Assert.Empty(expected.Where(c => c.Callee.Length > 0).Except(actual));
        Tools.Check(Tools.Llvm("llvm-dwarfdump"), "--verify", "--quiet", cut);
    }

    /// <summary>-gsplit-dwarf asks for a second file, which a link has no name for: everything stays in the object, as with other LTO linkers.</summary>
    [Fact]
    public void Split_dwarf_stays_in_the_object()
    {
        using TempFolder folder = new();
        File.WriteAllText(
            folder.File("a.c"),
            "struct s { int x; }; int f(struct s *p) { return p->x; } int main(int c, char **v) { struct s s = { c }; return f(&s) - 1; }\n");
        Tools.Check(Tools.Llvm("clang"), "-g", "-gsplit-dwarf", "-O1", "-fno-inline", "-flto", "-c", folder.File("a.c"), "-o", folder.File("a.bc"));
        Tools.Check(Tools.LtoPar, folder.File("a.bc"), "--partition=max", "-o", folder.File("a.o"));
        string dump = Tools.Check(Tools.Llvm("llvm-dwarfdump"), "--debug-info", folder.File("a.o"));
        Assert.Contains("DW_AT_name\t(\"main\")", dump, StringComparison.Ordinal);
        Assert.Contains("DW_AT_name\t(\"x\")", dump, StringComparison.Ordinal);
        Tools.Check(Tools.Llvm("llvm-dwarfdump"), "--verify", "--quiet", folder.File("a.o"));
    }

    /// <returns>The object.</returns>
    private static string Cut(string program, string strategy, TempFolder folder)
    {
        Tools.Check(Tools.LtoPar, Corpus.File(program, "opt.bc", "O2-g"), "--stage=codegen", "-o", folder.File("x.o"), "--partition=" + strategy, "-j2");
        return folder.File("x.o");
    }

    /// <summary>
    /// The calls that are described, by the linker's names. A callee is "" where LLVM names an entry that says nothing, as it does for functions of other
    /// compile units in the same module.
    /// </summary>
    private static List<(string Caller, string Callee, bool IsTail)> Calls(string file)
    {
        Dictionary<long, string> entries = [];
        List<(long Caller, long Callee, bool IsTail)> calls = [];
        long caller = 0;
        foreach (string entry in Entries(file).Skip(1))
        {
            long offset = Hexadecimal(entry.Split(':')[0]);
            entries[offset] = entry;
            if (entry.Contains("DW_TAG_subprogram", StringComparison.Ordinal))
            {
                caller = offset;
            }
            else if (CallOrigin().Match(entry) is { Success: true } origin)
            {
                calls.Add((caller, Hexadecimal(origin.Groups[1].Value), entry.Contains("DW_AT_call_tail_call", StringComparison.Ordinal)));
            }
        }

        return [.. calls.Select(c => (NameOf(c.Caller), NameOf(c.Callee), c.IsTail))];

        string NameOf(long offset) => LinkageName().Match(entries[offset]) is { Success: true } own ? own.Groups[1].Value.Split(".lto_par.")[0]
            : NameElsewhere().Match(entries[offset]) is { Success: true } elsewhere ? NameOf(Hexadecimal(elsewhere.Groups[1].Value))
            : TypeName().Match(entries[offset]).Groups[1].Value;

        static long Hexadecimal(string digits) => long.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    private static string[] Entries(string file) => Tools.Check(Tools.Llvm("llvm-dwarfdump"), "--debug-info", file).Split("\n0x");

    private static string[] CompleteTypes(string[] entries) =>
    [
        .. entries
            .Where(e => e.Contains("DW_TAG_structure_type", StringComparison.Ordinal) && e.Contains("DW_AT_byte_size", StringComparison.Ordinal))
            .Select(e => TypeName().Match(e).Groups[1].Value)
            .Where(n => n.Length > 0).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>Name, line, and of how many pieces.</summary>
    private static string[] VariablesWithAddress(string[] entries) =>
    [
        .. entries
            .Where(e => e.Contains("DW_TAG_variable", StringComparison.Ordinal) && VariablePlace().IsMatch(e))
            .Select(e => $"{TypeName().Match(e).Groups[1].Value} {VariablePlace().Match(e).Groups[1].Value} {e.Split("DW_OP_addr").Length - 1}")
            .Distinct().Order(StringComparer.Ordinal),
    ];

    private static List<string> OneFunctionOfEachPartition(string bitcode)
    {
        using JsonDocument plan = JsonDocument.Parse(Tools.Check(Tools.LtoPar, "dump-partitions", bitcode, "--format=json"));
        List<string> functions = [];
        foreach (JsonElement partition in plan.RootElement.GetProperty("partitions").EnumerateArray())
        {
            // One that gdb finds by one name: no dots of cloned functions.
            string? name = partition.GetProperty("symbols").EnumerateArray()
                .Where(s => s.GetProperty("kind").GetString() == "function")
                .Select(s => s.GetProperty("name").GetString())
                .FirstOrDefault(n => n is not null && n.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'));
            Assert.NotNull(name);
            functions.Add(name);
        }

        Assert.True(functions.Count >= 10);
        return functions;
    }

    /// <summary>The output of gdb without addresses and leftovers of string tables.</summary>
    private static string Debug(string program, string commands)
    {
        Finished finished = Tools.Run("gdb", "-q", "-batch", "-nx", "-x", commands, program);
        Assert.True(finished.Status == 0, finished.Error);
        string[] lines = finished.Output.Split('\n');
        IEnumerable<string> kept = lines.Where(l => !l.StartsWith('[') && !l.Contains("libthread_db", StringComparison.Ordinal)
            && !l.Contains("\tin ", StringComparison.Ordinal) && !l.Contains("No such file", StringComparison.Ordinal));
        // gdb names a function of many inlined copies when they come from one unit, and not when they come from several.
        return Locations().Replace(Address().Replace(string.Join('\n', kept), "ADDRESS"), " ($1 locations)");
    }

    private static long DebugBytes(string file)
    {
        long sum = 0;
        foreach (string line in Tools.Check(Tools.Llvm("llvm-readelf"), "-SW", file).Split('\n'))
        {
            Match match = DebugSection().Match(line);
            sum += match.Success ? long.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture) : 0;
        }

        return sum > 0 ? sum : throw new InvalidOperationException($"{file} has no debug information");
    }

    [GeneratedRegex(@"\s\.debug_\w+\s+\S+\s+[0-9a-f]+ [0-9a-f]+ ([0-9a-f]+)")]
    private static partial Regex DebugSection();

    [GeneratedRegex(@"DW_AT_name\t\(""([^""]*)""\)")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"DW_AT_decl_line\t\((\d+)\)[^\0]*DW_AT_location\t\(DW_OP_addr")]
    private static partial Regex VariablePlace();

    [GeneratedRegex(@"DW_AT_linkage_name\t\(""([^""]*)""\)")]
    private static partial Regex LinkageName();

    [GeneratedRegex(@"DW_AT_(?:abstract_origin|specification)\t\((?:0x[0-9a-f]+ => \{)?0x([0-9a-f]+)")]
    private static partial Regex NameElsewhere();

    [GeneratedRegex(@"DW_AT_call_origin\t\((?:0x[0-9a-f]+ => \{)?0x([0-9a-f]+)")]
    private static partial Regex CallOrigin();

    [GeneratedRegex(@"(?:: \w+\.)? \((\d+) locations\)")]
    private static partial Regex Locations();

    [GeneratedRegex(@"0x[0-9a-f]+( <[^>]*>)?")]
    private static partial Regex Address();
}
