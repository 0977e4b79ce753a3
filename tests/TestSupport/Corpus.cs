namespace LtoPar.TestSupport;

/// <summary>Finds the files of scripts/corpus.sh.</summary>
public static class Corpus
{
    public static string File(string program, string name, string variant = "O2")
    {
        Finished found = ProcessRunner.Run(Path.Combine(Repository.Root, "scripts/corpus.sh"), ["--print", program, variant, name]);
        return found.Status == 0 ? found.Output.Trim() : throw new FileNotFoundException($"{found.Error.Trim()}; run scripts/corpus.sh {program}");
    }
}
