using System.Globalization;
using System.Text;

namespace LtoPar.Fuzz;

/// <summary>
/// A module under construction. Features add definitions and observations of them; functions, tables and main are made of observations
/// afterwards, so that what one feature defines is used from many functions, and those end up in many partitions. Definitions are shuffled at
/// the end: module order says nothing.
///
/// The C half ("native" lines) is written into comments of the same file, so that a case is one file; scripts/fuzz.sh compiles it apart.
/// </summary>
internal sealed class ModuleText(ulong seed)
{
    private const string Triple = "x86_64-unknown-linux-gnu";
    private const string Layout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128";

    private readonly List<string> _definitions = [];
    private readonly List<string> _asm = [];
    private readonly List<string> _comdats = [];
    private readonly SortedSet<string> _declarations = new(StringComparer.Ordinal);
    private readonly List<string> _used = [];
    private readonly List<string> _compilerUsed = [];
    private readonly List<string> _constructors = [];
    private readonly List<string> _destructors = [];
    private readonly List<string> _metadata = [];
    private readonly List<string> _native = [];
    private int _names;

    public SplitMix Random { get; } = new(seed);

    /// <summary>The things that functions may do; each is at most a few dozen instructions when it runs.</summary>
    public List<Observation> Observations { get; } = [];

    /// <summary>Functions of i64 to i64 that the native half may call, by name.</summary>
    public List<string> NativeCallable { get; } = [];

    /// <summary>A name that needs no quotes and that C can spell.</summary>
    public string PlainName(string stem) => $"{stem}_{_names++}";

    /// <summary>A symbol reference, <c>@...</c>, now and then with a name that must be quoted somewhere.</summary>
    public string Symbol(string stem)
    {
        int number = _names++;
        return Random.Below(24) switch
        {
            0 => $"@\"{stem} {number}\"",
            1 => $"@\"{stem}\\22{number}\"",
            2 => $"@\"\\C3\\A9{stem}{number}\"",
            3 => $"@\"\\01{stem}_raw{number}\"",
            4 => $"@\"{stem}${number}.llvm.77\"",
            5 => $"@\"{stem}({number})\"",
            6 => $"@.L{stem}{number}",
            7 => $"@{stem}.{number}",
            _ => $"@{stem}_{number}",
        };
    }

    public void Define(string text) => _definitions.Add(text);

    public void Declare(string text) => _declarations.Add(text);

    public void Comdat(string name, string kind) => _comdats.Add($"${name} = comdat {kind}");

    /// <summary>Module assembly, one block: its lines stay together and in order.</summary>
    public void Asm(params string[] lines) =>
        _asm.Add(string.Join('\n', lines.Select(l => $"module asm \"{l.Replace("\"", "\\22", StringComparison.Ordinal)}\"")));

    public void Used(string symbol) => _used.Add(symbol);

    public void CompilerUsed(string symbol) => _compilerUsed.Add(symbol);

    public void Constructor(int priority, string function, string key = "null") =>
        _constructors.Add($"{{ i32, ptr, ptr }} {{ i32 {priority}, ptr {function}, ptr {key} }}");

    public void Destructor(int priority, string function, string key = "null") =>
        _destructors.Add($"{{ i32, ptr, ptr }} {{ i32 {priority}, ptr {function}, ptr {key} }}");

    /// <summary>A metadata node; returns its reference.</summary>
    public string Metadata(string body)
    {
        _metadata.Add(body);
        return $"!{_metadata.Count - 1}";
    }

    public void Native(params string[] lines) => _native.AddRange(lines);

    /// <summary>A function of i64 to i64 out of a body that returns its last value.</summary>
    public void DefineFunction(
        string linkage, string symbol, Func<Body, string> write, string convention = "", string attributes = "noinline", string after = "")
    {
        Body body = new();
        string result = write(body);
        body.Do($"ret i64 {result}");
        DefineWhole($"{linkage} {convention} i64 {symbol}(i64 %x)", body, attributes, after);
    }

    /// <summary>A function whose body ends itself; <paramref name="head"/> is everything between define and the attributes.</summary>
    public void DefineWhole(string head, Body body, string attributes = "noinline", string after = "")
    {
        string personality = body.NeedsPersonality ? " personality ptr @__gxx_personality_v0" : "";
        if (body.NeedsPersonality)
        {
            Declare("declare i32 @__gxx_personality_v0(...)");
        }

        Define($"define {head} {attributes}{after}{personality} {{\n{body.Text}}}");
    }

    /// <summary>Variables that code may read and write as it likes.</summary>
    public string Number() => Random.Between(1, 1_000_000).ToString(CultureInfo.InvariantCulture);

    public override string ToString()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"; seed {seed}\n");
        foreach (string line in _native)
        {
            text.Append("; native: ").Append(line).Append('\n');
        }

        text.Append(CultureInfo.InvariantCulture, $"target datalayout = \"{Layout}\"\ntarget triple = \"{Triple}\"\n");
        Append(text, _comdats);
        Append(text, _asm);
        Array(text, "llvm.used", "ptr", _used.ConvertAll(u => $"ptr {u}"), ", section \"llvm.metadata\"");
        Array(text, "llvm.compiler.used", "ptr", _compilerUsed.ConvertAll(u => $"ptr {u}"), ", section \"llvm.metadata\"");
        Array(text, "llvm.global_ctors", "{ i32, ptr, ptr }", _constructors, "");
        Array(text, "llvm.global_dtors", "{ i32, ptr, ptr }", _destructors, "");
        List<string> definitions = [.. _definitions];
        Random.Shuffle(definitions);
        Append(text, definitions);
        Append(text, [.. _declarations]);
        text.Append("!llvm.module.flags = !{!10000, !10001, !10002}\n!10000 = !{i32 8, !\"PIC Level\", i32 2}\n!10001 = !{i32 7, !\"PIE Level\", i32 2}\n");
        text.Append("!10002 = !{i32 7, !\"uwtable\", i32 2}\n");
        for (int i = 0; i < _metadata.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"!{i} = {_metadata[i]}\n");
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, List<string> chunks) => chunks.ForEach(c => text.Append(c).Append('\n'));

    private static void Array(StringBuilder text, string name, string type, List<string> elements, string after)
    {
        if (elements.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"@{name} = appending global [{elements.Count} x {type}] [{string.Join(", ", elements)}]{after}\n");
        }
    }
}
