using System.Security.Cryptography;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.Bisecting;

/// <summary>
/// Tests programs, and remembers how each ended by the bytes of its objects: a program that was tested before is not linked and run again, not even in a later
/// run, since outcomes are kept in a file as they come.
/// </summary>
internal sealed class Trials
{
    private readonly Func<IReadOnlyList<byte[]>, bool> _passes;
    private readonly string _file;
    private readonly string _subject;
    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <param name="passes">Links and runs a program of these objects.</param>
    /// <param name="file">The outcomes of this run and of earlier ones.</param>
    /// <param name="subject">What the outcomes depend on besides the objects: the commands.</param>
    public Trials(Func<IReadOnlyList<byte[]>, bool> passes, string file, string subject)
    {
        _passes = passes;
        _file = file;
        _subject = subject;
        if (File.Exists(file))
        {
            foreach (string[] line in File.ReadLines(file).Select(l => l.Split(' ')).Where(l => l.Length == 2))
            {
                _known[line[1]] = line[0] == "passes";
            }
        }
    }

    /// <summary>The links and runs of this run.</summary>
    public int Count { get; private set; }

    public bool Passes(IReadOnlyList<byte[]> objects) => Passes(objects, KeyOf(objects));

    /// <summary>Links and runs a program again.</summary>
    /// <exception cref="LtoParException">It ends otherwise than before.</exception>
    public void Confirm(IReadOnlyList<byte[]> objects)
    {
        string key = KeyOf(objects);
        bool before = Passes(objects, key);
        if (Run(objects, key) != before)
        {
            File.Delete(_file);
            throw new LtoParException(
                null,
                "the test is flaky: of one program it passed once and failed once; make it repeat what fails several times, and fail if one of them does");
        }
    }

    private bool Passes(IReadOnlyList<byte[]> objects, string key) => _known.TryGetValue(key, out bool passes) ? passes : Run(objects, key);

    private bool Run(IReadOnlyList<byte[]> objects, string key)
    {
        Count++;
        bool passes = _passes(objects);
        _known[key] = passes;
        OutputFile.Guard(_file, () => File.AppendAllText(_file, $"{(passes ? "passes" : "fails")} {key}\n"));
        return passes;
    }

    private string KeyOf(IReadOnlyList<byte[]> objects)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(_subject));
        foreach (byte[] bytes in objects)
        {
            hash.AppendData(BitConverter.GetBytes(bytes.LongLength));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
