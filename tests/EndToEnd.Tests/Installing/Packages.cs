using System.Globalization;

namespace LtoPar.EndToEnd.Tests.Installing;

/// <summary>The packages, made once for all tests.</summary>
public sealed class Packages : IDisposable
{
    internal const long Epoch = 1_700_000_000;

    public Packages()
    {
        Make(Made, ":");
        // Others than the owner are to reach them.
        File.SetUnixFileMode(Folder.Path, (UnixFileMode)0b111_101_101);
    }

    internal static string Script { get; } = Path.Combine(Tools.Root, "scripts/package.sh");

    internal static string Version { get; } = File.ReadAllText(Path.Combine(Tools.Root, "Directory.Build.props")).Split("<Version>")[1].Split('<')[0];

    internal TempFolder Folder { get; } = new();

    internal string Made => Folder.File("made");

    internal string Tarball => Path.Combine(Made, $"lto-par-{Version}-linux-x64.tar.gz");

    internal string Debian => Path.Combine(Made, $"lto-par_{Version}_amd64.deb");

    internal string Tool => Path.Combine(Made, $"lto-par.{Version}.nupkg");

    public void Dispose() => Folder.Dispose();

    /// <param name="before">Shell commands that change the surroundings.</param>
    internal static void Make(string folder, string before) => Tools.Check(
        "bash", "-c", string.Create(CultureInfo.InvariantCulture, $"{before}; SOURCE_DATE_EPOCH={Epoch} \"$@\""), "bash", Script, "--output", folder);
}
