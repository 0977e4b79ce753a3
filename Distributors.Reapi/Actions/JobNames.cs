using System.Globalization;
using LtoPar.Distribution;
using LtoPar.Distribution.JobFiles;
using LtoPar.Platform;

namespace LtoPar.Distributors.Reapi.Actions;

/// <summary>
/// What a job's files are called where it is executed. Paths there are relative, below one root, and they are a part of the action: a result is found again
/// where they are the same.
///
/// - Of lto-par's own jobs the names decide nothing (a partition is its bytes), so all are given names by what they are for: the same partition is the same
///   action whatever the link is called, and wherever it runs.
/// - ThinLTO finds modules by the names that the index has for them, and another name gives another object without a word. So inputs keep theirs, with the
///   folders above that "../" leads to, and a job with an absolute one stays here. The index and the object, in whose names lld has its process's number, are
///   named by what they are for.
/// </summary>
internal sealed class JobNames
{
    /// <summary>Files whose names are kept are not called so.</summary>
    private const string Prefix = "lto-par-";
    private const string IndexOption = "-fthinlto-index=";

    /// <summary>Names here, and there.</summary>
    private readonly List<(string Here, string There)> _renamed = [];
    private readonly List<(string Here, string There)> _inputs = [];

    /// <exception cref="LtoParException">It cannot be executed elsewhere.</exception>
    public JobNames(JobFile file, RemoteJob job)
    {
        IReadOnlyList<string> command = file.CommandOf(job);
        Outputs = [.. job.Outputs.Select((output, i) => (Name("output", i, ".o"), output))];
        _renamed.AddRange(Outputs.Select(o => (o.Here, o.There)));
        string[] inputs = [.. job.Inputs.Concat(file.CommonInputs).Distinct(StringComparer.Ordinal)];
        if (inputs.Any(IsList))
        {
            // The list is for whoever judges the object.
            foreach (string input in inputs.Where(i => !IsList(i)))
            {
                string name = input == job.Bitcode ? Name("input", 0, ".bc") : Name("input", _inputs.Count, "");
                _inputs.Add((input, name));
                _renamed.Add((input, name));
            }
        }
        else
        {
            string[] indexes = [.. command.Where(w => w.StartsWith(IndexOption, StringComparison.Ordinal)).Select(w => w[IndexOption.Length..])];
            _renamed.AddRange(indexes.Select((index, i) => (index, Name("index", i, ".thinlto.bc"))));
            KeepNames([.. inputs.Where(i => i != command[0])]);
        }

        // The longest first: a name may end with another one.
        _renamed.Sort((a, b) => a.Here.Length != b.Here.Length ? b.Here.Length - a.Here.Length : string.CompareOrdinal(a.Here, b.Here));
        Arguments = [.. command.Skip(1).Select(Renamed)];
    }

    /// <summary>The folder that the command runs in, a path from the root; "": the root.</summary>
    public string WorkingFolder { get; private set; } = "";

    /// <summary>The command's words behind the program.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>The files that it reads: here, and there by a path from the root.</summary>
    public IEnumerable<(string Here, string There)> Inputs => _inputs;

    /// <summary>The files that it makes: there by a path from the working folder, and here. The first is the object.</summary>
    public IReadOnlyList<(string There, string Here)> Outputs { get; }

    /// <summary>The path of a file in the working folder, from the root.</summary>
    public string InWorkingFolder(string name) => WorkingFolder.Length > 0 ? $"{WorkingFolder}/{name}" : name;

    private static string Name(string what, int number, string extension) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{what}{(number > 0 ? number : null)}{extension}");

    private static bool IsList(string input) => input.EndsWith(DefinitionList.Extension, StringComparison.Ordinal);

    private void KeepNames(string[] inputs)
    {
        string[] kept = [.. inputs.Where(i => !_renamed.Exists(r => r.Here == i))];
        if (Array.Find(kept, Path.IsPathRooted) is { } absolute)
        {
            throw new LtoParException(absolute, "is an absolute path, which no other machine has; link with relative ones to have the job executed there");
        }

        // From the folder that all are in.
        string here = Environment.CurrentDirectory;
        string root = here;
        while (kept.Any(i => !IsBelow(Path.GetFullPath(i), root)))
        {
            root = Path.GetDirectoryName(root)!;
        }

        WorkingFolder = Path.GetRelativePath(root, here) is var folder and not "." ? folder : "";
        _inputs.AddRange(inputs.Select(i =>
            (i, _renamed.Find(r => r.Here == i) is { There: { } name } ? InWorkingFolder(name) : Path.GetRelativePath(root, Path.GetFullPath(i)))));
    }

    private static bool IsBelow(string file, string folder) => folder == "/" || file.StartsWith(folder + "/", StringComparison.Ordinal);

    /// <summary>The word, where it is a file's name or ends with "=" and one, with the file's name there.</summary>
    private string Renamed(string word)
    {
        foreach ((string here, string there) in _renamed)
        {
            if (word == here || word.EndsWith("=" + here, StringComparison.Ordinal))
            {
                return word[..^here.Length] + there;
            }
        }

        return word;
    }
}
