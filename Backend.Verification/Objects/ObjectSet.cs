using LtoPar.Elf;

namespace LtoPar.Backend.Verification.Objects;

/// <summary>Objects that a linker would see side by side, and an index of their symbols by source name.</summary>
public sealed class ObjectSet
{
    private static readonly IReadOnlyList<Definition> s_none = [];

    private readonly SourceNames _names;
    private readonly Dictionary<string, List<Definition>> _global = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Definition>> _local = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Definition>> _undefined = new(StringComparer.Ordinal);
    private readonly Dictionary<(ElfSection Section, ulong Value), ElfSymbol> _at = [];

    /// <param name="objects">In link order.</param>
    public ObjectSet(IReadOnlyList<ElfObject> objects, SourceNames names)
    {
        Objects = objects;
        _names = names;
        for (int i = 0; i < objects.Count; i++)
        {
            foreach (ElfSymbol symbol in objects[i].Symbols.Where(s => s.IsNamed))
            {
                Definition definition = new(i, objects[i], symbol);
                if (definition.Section?.Type == ElfConstants.ShtGroup)
                {
                    // Only there to give a group its name, when no symbol of the group's own has that.
                    continue;
                }

                Dictionary<string, List<Definition>> table = !symbol.IsDefined ? _undefined : symbol.IsLocal ? _local : _global;
                Add(table, names.SourceName(symbol.Name), definition);
                if (definition.Section is { } section)
                {
                    _at.TryAdd((section, symbol.Value), symbol);
                }
            }
        }
    }

    public IReadOnlyList<ElfObject> Objects { get; }

    /// <summary>Source names and entries of what other objects can refer to, in the order of objects and tables.</summary>
    public IEnumerable<KeyValuePair<string, List<Definition>>> Globals => _global;

    public IEnumerable<KeyValuePair<string, List<Definition>>> Locals => _local;

    /// <summary>References that the object itself does not resolve.</summary>
    public IEnumerable<KeyValuePair<string, List<Definition>>> Undefined => _undefined;

    public IReadOnlyList<Definition> GlobalsNamed(string sourceName) => _global.TryGetValue(sourceName, out List<Definition>? found) ? found : s_none;

    public IReadOnlyList<Definition> LocalsNamed(string sourceName) => _local.TryGetValue(sourceName, out List<Definition>? found) ? found : s_none;

    public IReadOnlyList<Definition> UndefinedNamed(string sourceName) => _undefined.TryGetValue(sourceName, out List<Definition>? found) ? found : s_none;

    /// <summary>The first definition that others can refer to; null when there is no such definition.</summary>
    public Definition? GlobalNamed(string sourceName) => _global.TryGetValue(sourceName, out List<Definition>? found) ? found[0] : null;

    /// <summary>The definitions of the name, for the whole link or in one object only; the global one first.</summary>
    public IEnumerable<Definition> Named(string sourceName) => GlobalsNamed(sourceName).Concat(LocalsNamed(sourceName));

    /// <summary>The first named symbol at a place; null when no named symbol is there.</summary>
    public ElfSymbol? SymbolAt(ElfSection section, ulong value) => _at.GetValueOrDefault((section, value));

    /// <summary>The definition of an object's symbol: its own, or the one that another object gives to it.</summary>
    public Definition? Resolve(int file, ElfSymbol symbol) =>
        symbol.IsDefined ? new Definition(file, Objects[file], symbol) : GlobalNamed(_names.SourceName(symbol.Name));

    private static void Add(Dictionary<string, List<Definition>> table, string name, Definition definition)
    {
        if (!table.TryGetValue(name, out List<Definition>? list))
        {
            table[name] = list = [];
        }

        list.Add(definition);
    }
}
