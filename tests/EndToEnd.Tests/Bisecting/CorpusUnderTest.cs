using System.Text.RegularExpressions;

namespace LtoPar.EndToEnd.Tests.Bisecting;

/// <summary>A real program in which bugs are planted, and the commands that bisect links and tests it with.</summary>
internal sealed partial class CorpusUnderTest : IDisposable
{
    /// <summary>What a short test of ninja asks of it; the program's own takes too long for twenty of them.</summary>
    private const string NinjaWork = "\"$1\" -n -j2; \"$1\" -t targets all; \"$1\" -t commands; \"$1\" -t query everything; \"$1\" nothing";

    private readonly TempFolder _folder = new();
    private readonly string _program;

    public CorpusUnderTest(string program)
    {
        _program = program;
        string work = program == "ninja"
            ? NinjaWork
            : $"bash '{Path.Combine(Tools.Root, $"tests/corpus/run-{program}.sh")}' \"$1\" '{_folder.File("work")}'";
        if (program == "ninja")
        {
            Directory.CreateDirectory(_folder.File("build"));
            Succeed(Tools.Run("bash", [Path.Combine(Tools.Root, "tests/corpus/make-ninja.sh")], _folder.File("build"), []));
        }

        Run = _folder.Script("run", $"cd '{(program == "ninja" ? _folder.File("build") : _folder.Path)}'\n{{ {work}; }} 2>&1 | sed \"s|$1|PROGRAM|g\"");
        File.WriteAllBytes(_folder.File("expected"), Tools.Run(Run, Corpus.File(program, "ref")).Bytes);
        Test = $"{Run} %p | cmp -s - {_folder.File("expected")}";
    }

    /// <summary>The module before partitions are optimised.</summary>
    public string Module => Corpus.File(_program, "postipo.bc");

    /// <summary>A program that does the program's work and prints what came of it.</summary>
    public string Run { get; }

    /// <summary>The value of --test.</summary>
    public string Test { get; }

    public string LinkWith => $"c++ %i -o %o {File.ReadAllText(Corpus.File(_program, "link.args")).Trim()}";

    public string PathOf(string name) => _folder.File(name);

    /// <summary>Writes the module with code at the start of some functions.</summary>
    /// <returns>Its path.</returns>
    public string Plant(params (string Function, string Code)[] planted)
    {
        string text = LlvmTools.Disassemble(File.ReadAllBytes(Module));
        foreach ((string function, string code) in planted)
        {
            Match head = Regex.Match(text, $@"^define [^\n]*?(?<type>\S+) @{Regex.Escape(function)}\((?<parameters>.*)\)[^\n]*\{{\n", RegexOptions.Multiline);
            Assert.True(head.Success, $"{_program} has no function {function}");
            string type = head.Groups["type"].Value;
            // The block that was the first has no label, but a number.
            int first = Parameter().Count(head.Groups["parameters"].Value);
            string start = code
                .Replace("{bad}", type == "void" ? "ret void" : $"ret {type} zeroinitializer", StringComparison.Ordinal)
                .Replace("{rest}", $"br label %{first}", StringComparison.Ordinal);
            text = text.Insert(head.Index + head.Length, $"{start}{first}:\n");
        }

        File.WriteAllBytes(_folder.File("planted.bc"), LlvmTools.Assemble(text + PlantedCode.Symbols));
        return _folder.File("planted.bc");
    }

    public void Dispose() => _folder.Dispose();

    private static void Succeed(Finished finished) => Assert.True(finished.Status == 0, finished.Error);

    [GeneratedRegex(@"%\d+")]
    private static partial Regex Parameter();
}
