using System.Collections;
using QuikGraph;

namespace LtoPar.Partitioner.Atoms;

/// <summary>
/// The colours that a search gives to vertices [0, count), as an array: QuikGraph's default is a dictionary. What searches do not call is not
/// supported.
/// </summary>
internal sealed class SearchColors(int count) : IDictionary<int, GraphColor>
{
    private readonly GraphColor[] _colors = new GraphColor[count];

    public int Count => _colors.Length;

    public bool IsReadOnly => false;

    public ICollection<int> Keys => throw new NotSupportedException();

    public ICollection<GraphColor> Values => throw new NotSupportedException();

    public GraphColor this[int key]
    {
        get => _colors[key];
        set => _colors[key] = value;
    }

    public void Clear() => Array.Clear(_colors);

    public bool ContainsKey(int key) => (uint)key < (uint)_colors.Length;

    public bool TryGetValue(int key, out GraphColor value)
    {
        value = ContainsKey(key) ? _colors[key] : GraphColor.White;
        return ContainsKey(key);
    }

    public void Add(int key, GraphColor value) => throw new NotSupportedException();

    public void Add(KeyValuePair<int, GraphColor> item) => throw new NotSupportedException();

    public bool Remove(int key) => throw new NotSupportedException();

    public bool Remove(KeyValuePair<int, GraphColor> item) => throw new NotSupportedException();

    public bool Contains(KeyValuePair<int, GraphColor> item) => throw new NotSupportedException();

    public void CopyTo(KeyValuePair<int, GraphColor>[] array, int arrayIndex) => throw new NotSupportedException();

    public IEnumerator<KeyValuePair<int, GraphColor>> GetEnumerator() => throw new NotSupportedException();

    IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException();
}
