using LtoPar.Bitcode.Bitstream;
using LtoPar.Bitcode.DebugInfo;
using LtoPar.Bitcode.Metadata;
using LtoPar.Llvm;
using LtoPar.Llvm.DebugInfo;
using LtoPar.Platform;

namespace LtoPar.CallGraph.Reader.DebugInfo;

/// <summary>
/// The debug information of one function as its bits have it: its own nodes, numbered after those of the module, and the nodes that the function names itself:
/// <see cref="DebugRoots"/>, from bits, in the same order.
/// </summary>
internal sealed class FunctionDebugInfo : IDebugTypes
{
    private readonly MetadataIndex _index;
    private readonly int _function;
    private readonly MetadataRows _rows = new();
    private readonly Dictionary<int, ulong[]> _records = [];
    private readonly List<int> _composites = [];
    private readonly HashSet<int> _locations = [];
    private readonly HashSet<int> _found = [];
    private readonly List<int> _roots = [];
    private readonly List<int> _allocated = [];
    private (int Start, int Length)[] _strings = [];
    private int _subprogram = -1;

    public FunctionDebugInfo(MetadataIndex index, int function)
    {
        _index = index;
        _function = function;
    }

    /// <summary>The number of its own nodes.</summary>
    public int Count => _rows.Count;

    public MetadataCode CodeOf(int own) => _rows.CodeOf(own);

    /// <summary>
    /// The numbers of nodes that one of its own nodes refers to: those of the module, or <see cref="MetadataIndex.Count"/> and more for its own.
    /// </summary>
    public ReadOnlySpan<int> TargetsOf(int own) => _rows.TargetsOf(own);

    public IEnumerable<int> Roots => (_subprogram < 0 ? _roots : _roots.Where(r => r != _subprogram).Prepend(_subprogram)).Union(_allocated);

    /// <summary>The names in its subprogram; null: it has no subprogram.</summary>
    public SubprogramName? Name { get; private set; }

    /// <summary>Its own types that are found by name.</summary>
    public List<(int Own, string Key, string Fingerprint)> Types { get; } = [];

    /// <exception cref="MalformedBitsException">A reference leads nowhere.</exception>
    public void Finish()
    {
        int count = _index.Count + Count;
        if (!_rows.ReferWithin(count) || Roots.Any(root => root >= count))
        {
            throw new MalformedBitsException("a reference of a function leads nowhere");
        }

        if (_subprogram >= 0)
        {
            Name = SubprogramNames.Of(this, _subprogram + 1);
        }

        if (_composites.Count > 0)
        {
            DebugTypeNames names = new(this);
            foreach (int composite in _composites)
            {
                if (names.KeyOf(composite + 1) is { } key)
                {
                    Types.Add((composite - _index.Count, key, names.Fingerprint(composite + 1)));
                }
            }
        }

        _records.Clear();
    }

    /// <summary>Reads the strings of the function's own metadata. The cursor is at their record.</summary>
    /// <exception cref="MalformedBitsException">They are not written as usual.</exception>
    public void Strings(ref BitstreamCursor cursor)
    {
        _strings = Count == 0 ? MetadataStringRecord.Read(ref cursor, _index.Bytes) : throw new MalformedBitsException("strings come after nodes");
        _rows.AddStrings(_strings.Length);
    }

    /// <summary>Adds a node of the function's own metadata.</summary>
    public void Node(MetadataCode code, List<ulong> record)
    {
        if (code == MetadataCode.CompositeType)
        {
            _records.Add(_index.Count + Count, [.. record]);
            _composites.Add(_index.Count + Count);
        }

        _rows.Add(code, record);
    }

    /// <summary>Adds a location or a debug record.</summary>
    public void Record(int code, List<ulong> record)
    {
        switch (code)
        {
            case FunctionRecord.LocationAgain:
                break;
            case FunctionRecord.Location:
                AddRoot(Number(record[FunctionRecord.LocationScope]) - 1);
                AddLocation(Number(record[FunctionRecord.LocationInlinedAt]) - 1);
                break;
            default:
                AddLocation(Number(record[FunctionRecord.RecordLocation]));
                if (code != FunctionRecord.Label)
                {
                    AddRoot(Number(record[FunctionRecord.RecordVariable]));
                }

                break;
        }
    }

    /// <summary>Adds the type that a call says it allocates.</summary>
    public void Allocation(ulong number) => _allocated.Add(Number(number));

    /// <summary>Sets the function's own subprogram.</summary>
    public void Subprogram(ulong number) => _subprogram = Number(number);

    public MetadataKind Kind(nint node) => IsOwn(node) ? MetadataTypes.KindOf(CodeAt(node)) : _index.Types.Kind(node);

    public bool IsDefinition(nint node) => IsOwn(node) ? MetadataTypes.IsDefinition(_records[(int)node - 1]) : _index.Types.IsDefinition(node);

    public bool IsUnion(nint node) => IsOwn(node) ? _records[(int)node - 1][MetadataLayout.Tag] == DwarfTag.UnionType : _index.Types.IsUnion(node);

    public nint Operand(nint node, int operand) =>
        IsOwn(node) ? Target((int)node - 1, MetadataTypes.RecordOperand(CodeAt(node), operand)) + 1 : _index.Types.Operand(node, operand);

    public string Text(nint node, int operand) => Operand(node, operand) is not 0 and nint text ? TextOf((int)text - 1) : "";

    public ulong Line(nint type) => IsOwn(type) ? _records[(int)type - 1][MetadataLayout.CompositeLine] : _index.Types.Line(type);

    /// <summary>Returns a number that no other function's type has: each function numbers its nodes after the module's, so those numbers repeat.</summary>
    public ulong Size(nint type)
    {
        ulong size = (ulong)(Target((int)type - 1, MetadataLayout.CompositeSize) + 1);
        return IsOwn((nint)size) ? ((ulong)_function + 1) << 32 | size : size;
    }

    public int MemberCount(nint list) => IsOwn(list) ? TargetsOf((int)list - 1 - _index.Count).Length : _index.Types.MemberCount(list);

    private bool IsOwn(nint node) => node > _index.Count;

    private MetadataCode CodeAt(nint node) => _rows.CodeOf((int)node - 1 - _index.Count);

    private int Target(int number, int operand) =>
        number < _index.Count ? _index.TargetOf(number, operand) : _rows.TargetOf(number - _index.Count, operand);

    private string TextOf(int number) =>
        number < _index.Count
            ? _index.TextOf(number)
            : number - _index.Count < _strings.Length
                ? ByteText.From(_index.Bytes.Slice(_strings[number - _index.Count].Start, _strings[number - _index.Count].Length))
                : throw new MalformedBitsException("a node stands where a text is expected");

    private static int Number(ulong number) =>
        number < int.MaxValue ? (int)number : throw new MalformedBitsException($"a function names metadata {number}");

    private void AddRoot(int number)
    {
        if (number >= 0 && _found.Add(number))
        {
            _roots.Add(number);
        }
    }

    private void AddLocation(int number)
    {
        while (number >= 0 && _locations.Add(number))
        {
            if (number >= _index.Count + Count)
            {
                throw new MalformedBitsException("a location of a function is nowhere");
            }

            AddRoot(Target(number, MetadataLayout.LocationScope));
            number = Target(number, MetadataLayout.LocationInlinedAt);
        }
    }
}
