using System.Text;

namespace LtoPar.Fuzz;

/// <summary>A function's instructions as they are written: numbered values, the block that is open, and what the definition line must say.</summary>
internal sealed class Body
{
    private readonly StringBuilder _text = new("entry:\n");
    private int _next;

    /// <summary>Label of the open block, for phis.</summary>
    public string Block { get; private set; } = "entry";

    public bool NeedsPersonality { get; private set; }

    public string Text => _text.ToString();

    /// <summary>An instruction with a result; returns its name.</summary>
    public string Value(string instruction)
    {
        string name = $"%t{_next++}";
        _text.Append("  ").Append(name).Append(" = ").Append(instruction).Append('\n');
        return name;
    }

    public void Do(string instruction) => _text.Append("  ").Append(instruction).Append('\n');

    public string Label() => $"b{_next++}";

    public void Start(string label)
    {
        Block = label;
        _text.Append(label).Append(":\n");
    }

    public void WithPersonality() => NeedsPersonality = true;

    /// <summary>1 when the two pointers are equal, 0 when not, as i64.</summary>
    public string SamePointer(string a, string b) => Value($"zext i1 {Value($"icmp eq ptr {a}, {b}")} to i64");

    /// <summary>Keeps the optimiser from knowing the pointer.</summary>
    public string Opaque(string pointer) => Value($"call ptr asm \"\", \"=r,0\"(ptr {pointer})");

    public string Load(string pointer) => Value($"load i64, ptr {pointer}");

    public void Store(string value, string pointer) => Do($"store i64 {value}, ptr {pointer}");

    public string Add(string a, string b) => Value($"add i64 {a}, {b}");

    /// <summary>a * 31 + b, wrapping: every later value depends on every earlier one and on their order.</summary>
    public string Mix(string a, string b) => Add(Value($"mul i64 {a}, 31"), b);
}
