namespace LtoPar.EndToEnd.Tests;

/// <summary>Finds the files of scripts/corpus.sh.</summary>
internal static class Corpus
{
    public static string File(string program, string name, string variant = "O2")
    {
        Finished found = Tools.Run(Path.Combine(Tools.Root, "scripts/corpus.sh"), "--print", program, variant, name);
        return found.Status == 0 ? found.Output.Trim() : throw new FileNotFoundException($"{found.Error.Trim()}; run scripts/corpus.sh {program}");
    }
}
