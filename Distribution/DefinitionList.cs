using System.Text;

namespace LtoPar.Distribution;

/// <summary>
/// The second input of our jobs: the names that a partition's object has to define, one a line, sorted. DTLTO's jobs have two inputs or more (the other is
/// ThinLTO's index), and whoever gets the object can judge it by this.
/// </summary>
public static class DefinitionList
{
    public const string Extension = ".defines.txt";

    public static byte[] Write(IEnumerable<string> names) =>
        Encoding.UTF8.GetBytes(string.Concat(names.Order(StringComparer.Ordinal).Select(name => name + "\n")));

    /// <returns>Null: no input of the job is such a list.</returns>
    public static IReadOnlyCollection<string>? Find(IReadOnlyList<string> inputs) =>
        inputs.FirstOrDefault(input => input.EndsWith(Extension, StringComparison.Ordinal)) is { } file && File.Exists(file) ? File.ReadAllLines(file) : null;
}
