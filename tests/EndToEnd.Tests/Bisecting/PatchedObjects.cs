namespace LtoPar.EndToEnd.Tests.Bisecting;

/// <summary>Objects of a program's partitions, right in one folder, and with a bug in one of them in another.</summary>
internal sealed class PatchedObjects
{
    public PatchedObjects(string module, string folder)
    {
        Good = Path.Combine(folder, "good");
        Bad = Path.Combine(folder, "bad");
        Tools.Check(Tools.LtoPar, module, "-O2", "-j2", $"--emit-objects={Good}");
        Tools.Check("cp", "-r", Good, Bad);
    }

    public string Good { get; }

    public string Bad { get; }

    private IEnumerable<string> Names => Directory.GetFiles(Good, "*.o").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!;

    /// <summary>Has a function return a constant, whatever it is asked.</summary>
    /// <returns>The partition.</returns>
    public string PatchConstant(string function, byte constant)
    {
        string partition = Names.First(n => Symbols(n).Any(s => s is [.., "FUNC", _, _, var section, var name] && section != "UND" && name == function));
        string section = $".text.{function}";
        string code = Path.Combine(Bad, "code");
        string file = Path.Combine(Bad, partition + ".o");
        Tools.Check(Tools.Llvm("llvm-objcopy"), $"--dump-section={section}={code}", file);
        byte[] bytes = File.ReadAllBytes(code);
        byte[] returns = [0xb8, constant, 0, 0, 0, 0xc3]; // mov eax, constant; ret
        returns.CopyTo(bytes, 0);
        File.WriteAllBytes(code, bytes);
        Tools.Check(Tools.Llvm("llvm-objcopy"), $"--update-section={section}={code}", file);
        return partition;
    }

    /// <summary>Binds the references that one partition has to a promoted function to another one.</summary>
    /// <param name="function">Its name before it was promoted.</param>
    /// <param name="random">Chooses the partition and the other function.</param>
    /// <returns>The partition, and the functions that have such a reference.</returns>
    public (string Partition, IReadOnlyList<string> Users) PatchBinding(string function, Random random)
    {
        (string Partition, string[] Promoted)[] users =
        [
            .. Names.Select(n => (n, Symbols(n).Where(s => s[^2] == "UND").Select(s => s[^1]).Where(IsPromoted).ToArray()))
                .Where(n => n.Item2.Length > 1 && n.Item2.Any(IsIt)),
        ];
        Assert.NotEmpty(users);
#pragma warning disable CA5394 // reproducible on purpose
        (string partition, string[] promoted) = users[random.Next(users.Length)];
        string from = promoted.First(IsIt);
        string[] others = [.. promoted.Where(n => n != from)];
        string to = others[random.Next(others.Length)];
#pragma warning restore CA5394
        string file = Path.Combine(Bad, partition + ".o");
        Tools.Check(Tools.Llvm("llvm-objcopy"), $"--redefine-sym={from}={to}", file);
        return (partition, Referrers(Path.Combine(Good, partition + ".o"), from));

        bool IsPromoted(string name) => name.Contains(".lto_par.", StringComparison.Ordinal);

        bool IsIt(string name) => name.StartsWith(function + ".lto_par.", StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Referrers(string file, string symbol)
    {
        List<string> functions = [];
        string section = "";
        foreach (string line in Tools.Check(Tools.Llvm("llvm-objdump"), "-r", file).Split('\n'))
        {
            const string Head = "RELOCATION RECORDS FOR [";
            if (line.StartsWith(Head, StringComparison.Ordinal))
            {
                section = line[Head.Length..line.IndexOf(']', StringComparison.Ordinal)];
            }
            else if (line.Contains($" {symbol}", StringComparison.Ordinal) && section.StartsWith(".text.", StringComparison.Ordinal))
            {
                functions.Add(section[".text.".Length..]);
            }
        }

        return [.. functions.Distinct()];
    }

    private string[][] Symbols(string partition) =>
    [
        .. Tools.Check(Tools.Llvm("llvm-readelf"), "-sW", Path.Combine(Good, partition + ".o")).Split('\n')
            .Select(l => l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Where(c => c.Length == 8 && c[0] != "Num:"),
    ];
}
