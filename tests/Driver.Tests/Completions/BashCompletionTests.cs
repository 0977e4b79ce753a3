using LtoPar.TestSupport;

namespace LtoPar.Driver.Tests.Completions;

/// <summary>What bash offers, asked of bash: it calls the function with the words as readline cuts them.</summary>
public sealed class BashCompletionTests
{
    [Theory]
    [InlineData("--col", "--color=")]
    [InlineData("merged.bc --color = a", "always auto")]
    [InlineData("merged.bc --color =", "always auto never")]
    [InlineData("merged.bc --color al", "always")]
    [InlineData("merged.bc -O", "-O0 -O1 -O2 -O3 -Os -Oz")]
    [InlineData("merged.bc -j a", "all auto")]
    [InlineData("dump-partitions merged.bc --format = ", "dot json text")]
    [InlineData("dump-partitions merged.bc --emit-ob", "")]
    [InlineData("merged.bc --emit-ob", "--emit-objects=")]
    [InlineData("--emit-objects = f", "folder")]
    [InlineData("merged.bc -o f", "")]
    [InlineData("f", "file.bc folder")]
    [InlineData("com", "combine compile")]
    [InlineData("merged.bc com", "")]
    public void Bash_offers(string line, string offers)
    {
        using TestFolder folder = new();
        Directory.CreateDirectory(folder.File("folder"));
        folder.Write("file.bc", "");
        folder.Write("script.bash", Command.Check("completions", "bash"));
        // Outside of readline there is no completion that compopt could change.
        const string Ask = "source ./script.bash; compopt() { :; }; COMP_WORDS=(lto-par \"$@\"); COMP_CWORD=$#; _lto_par; printf '%s\\n' \"${COMPREPLY[@]}\"";
        Finished finished = ProcessRunner.Run("bash", ["-c", Ask, "bash", .. line.Split(' ')], folder: folder.File(""));
        Assert.Equal((0, ""), (finished.Status, finished.Error));
        Assert.Equal(offers, string.Join(' ', finished.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)));
    }
}
