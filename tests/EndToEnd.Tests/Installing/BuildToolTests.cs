using System.Reflection;

namespace LtoPar.EndToEnd.Tests.Installing;

/// <summary>
/// The pages of docs/build-tools: their files are written and their commands run as they stand there, with the installation in another place.
/// </summary>
[Collection(nameof(Packages))]
public sealed class BuildToolTests(Packages packages) : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string> Pages => [.. Directory.GetFiles(Path.Combine(Tools.Root, "docs/build-tools")).Select(path => Path.GetFileName(path)!)];

    public void Dispose() => _folder.Dispose();

    /// <param name="page">The name of the page.</param>
    /// <param name="links">How many links of these commands are lto-par's; some of meson's are tests of the compiler.</param>
    /// <param name="outputs">What the last ones make.</param>
    [Theory]
    [InlineData("make.md", 3, "example")]
    [InlineData("kernel.md", 2, "vmlinux.o", "vmlinux-at-once")]
    [FullData("cmake.md", 4, "example")]
    [FullData("meson.md", 3, "example")]
    [FullData("cargo.md", 2, "example")]
    public void Commands_of_a_page_do_what_it_says(string page, int links, params string[] outputs)
    {
        string tree = Directory.CreateDirectory(_folder.File("lto-par")).FullName;
        Tools.Check("tar", "-C", tree, "--strip-components=1", "-xzf", packages.Tarball);
        string work = Directory.CreateDirectory(_folder.File("work")).FullName;
        string logs = Directory.CreateDirectory(_folder.File("logs")).FullName;
        string commands = "set -euxo pipefail\n";
        foreach (PageBlock block in Blocks(page))
        {
            string text = block.Text.Replace("/opt/lto-par", tree, StringComparison.Ordinal).Replace("/home/me", _folder.Path, StringComparison.Ordinal);
            if (block.File is null)
            {
                commands += text;
                continue;
            }

            string path = Path.Combine(work, block.File);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        File.WriteAllText(_folder.File("commands.sh"), commands);
        Finished run = Tools.Run("bash", [_folder.File("commands.sh")], work, [("LTO_PAR_LOG_DIR", logs)]);
        Assert.True(run.Status == 0, $"{page}\n{run.Error}{run.Output}");
        string[] left = [.. Directory.GetFiles(logs).Select(path => Path.GetFileName(path)!)];
        Assert.All(outputs, output => Assert.Contains(left, name => name.StartsWith(output, StringComparison.Ordinal)));
        Assert.True(left.Count(name => outputs.Any(o => name.StartsWith(o, StringComparison.Ordinal))) >= links, $"{page}: {string.Join(' ', left)}");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_has_files_and_commands(string page)
    {
        IReadOnlyList<PageBlock> blocks = Blocks(page);
        Assert.Contains(blocks, b => b.File is not null);
        Assert.Contains(blocks, b => b.File is null);
        Assert.All(blocks, b => Assert.NotEqual("", b.Text.Trim()));
        // A page whose commands nobody runs would rot.
        MethodInfo run = typeof(BuildToolTests).GetMethod(nameof(Commands_of_a_page_do_what_it_says))!;
        IEnumerable<object> tested = run.GetCustomAttributes<InlineDataAttribute>().SelectMany(d => d.GetData(run)).Select(d => d[0])
            .Concat(run.GetCustomAttributes<FullDataAttribute>().Select(d => d.Data[0]));
        Assert.Contains(page, tested);
    }

    private static IReadOnlyList<PageBlock> Blocks(string page) => PageBlock.Of(File.ReadAllText(Path.Combine(Tools.Root, "docs/build-tools", page)));
}
