using Xunit.Abstractions;

namespace LtoPar.EndToEnd.Tests.Installing;

/// <summary>
/// The packages are installed and used where nothing of lto-par is, by a user without rights (tests/packages): over this machine's own root, without /proc; in
/// the full form also in a Debian that debootstrap makes, into which apt brings LLVM. It takes root's rights to make such places.
/// </summary>
[Collection(nameof(Packages))]
public sealed class CleanRootTests(Packages packages, ITestOutputHelper output) : IDisposable
{
    private static readonly string s_root = Path.Combine(Tools.Root, "scripts/clean-root.sh");
    private static readonly string s_newUser = Path.Combine(Tools.Root, "scripts/new-user.sh");

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("debian", "overlay", "--no-proc")]
    [InlineData("tarball", "overlay", "--no-proc")]
    [FullData("debian", "overlay")]
    [FullData("debian", "run")]
    [FullData("tarball", "run")]
    [FullData("tarball", "run", "--no-proc")]
    public void A_package_is_installed_and_used(string package, params string[] place)
    {
        string files = _folder.File("files");
        if (place[0] == "run")
        {
            Tools.Check(s_root, "make", files);
        }

        string home = Directory.CreateDirectory(place[0] == "run" ? Path.Combine(files, "root") : files).FullName;
        foreach (string file in Directory.GetFiles(packages.Made).Concat(Directory.GetFiles(Path.Combine(Tools.Root, "tests/packages"))))
        {
            File.Copy(file, Path.Combine(home, Path.GetFileName(file)));
        }

        string said = Tools.Check(s_root, [.. place, files, "bash", $"/root/{package}.sh"]);
        Assert.Contains($"{package}: installed and used\n", said, StringComparison.Ordinal);
    }

    /// <summary>What README tells a new user to do is done as it stands there, and timed: the seconds of each command are printed.</summary>
    [Theory]
    [InlineData(false)]
    [FullData(true)]
    public void A_new_users_way_ends_with_a_program(bool isGone)
    {
        string[] commands = Tools.Check(s_newUser, "--print").TrimEnd().Split('\n');
        Assert.StartsWith("apt install ./lto-par_*_amd64.deb ", commands[0], StringComparison.Ordinal);
        Assert.Equal("cmake --build build", commands[^1]);
        if (!isGone)
        {
            return;
        }

        string seconds = Tools.Check(s_newUser, packages.Debian);
        output.WriteLine(seconds);
        Assert.All([.. commands, "./build/ninja --version"], command => Assert.Contains($" s  {command}\n", seconds, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("say make, run or overlay", "enter")]
    [InlineData("a folder is missing", "make")]
    [InlineData("which command", "run", "/")]
    [InlineData("is not empty", "make", "/usr")]
    public void Wrong_use_is_refused(string message, params string[] arguments)
    {
        Finished finished = Tools.Run(s_root, arguments);
        Assert.Equal((1, ""), (finished.Status, finished.Output));
        Assert.Contains(message, finished.Error, StringComparison.Ordinal);
    }
}
