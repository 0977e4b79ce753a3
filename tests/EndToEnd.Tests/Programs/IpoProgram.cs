using System.Collections.Concurrent;

namespace LtoPar.EndToEnd.Tests.Programs;

/// <summary>tests/ipo, built in several ways and merged by the linker: merged.bc, and ref, the program that the linker's own LTO makes.</summary>
public sealed class IpoProgram : IDisposable
{
    private static readonly string[] s_units = ["main", "shapes", "coroutines", "steps"];

    private readonly TempFolder _folder = new();
    private readonly ConcurrentDictionary<string, Lazy<string>> _built = new();
    private int _builds;

    public void Dispose() => _folder.Dispose();

    /// <param name="flags">The compiler's flags, which name the program. -fprofile-use takes the profile of a run of the program.</param>
    public string Merged(string flags) => Path.Combine(Folder(flags), "merged.bc");

    public string Reference(string flags) => Path.Combine(Folder(flags), "ref");

    /// <summary>Makes an object of a merged module, and a program of that.</summary>
    /// <param name="options">Those of lto-par.</param>
    /// <returns>The program's path.</returns>
    internal static string Link(TempFolder folder, string merged, string[] options)
    {
        string combined = folder.File("combined.o");
        string linked = folder.File("linked");
        Tools.Check(Tools.LtoPar, [merged, .. options, "-j2", "-o", combined]);
        Tools.Check(Tools.Llvm("clang++"), "-pie", combined, "-o", linked);
        return linked;
    }

    /// <summary>Requires that a program prints what the linker's own prints, and that a bad call ends it where calls are guarded.</summary>
    public void DoesWhatTheReferenceDoes(string flags, string linked)
    {
        Assert.Equal(Tools.Check(Reference(flags)), Tools.Check(linked));
        if (flags.Contains("cfi", StringComparison.Ordinal))
        {
            Assert.Equal(132, Tools.Run("sh", "-c", $"'{linked}' bad; exit $?").Status);
        }
    }

    /// <summary>A program merged without a linker, which would have said whether the whole program is visible.</summary>
    public string Undecided(string flags)
    {
        string folder = Folder(flags);
        string merged = Path.Combine(folder, "undecided.bc");
        Tools.Check(Tools.Llvm("llvm-link"), [.. s_units.Select(u => Path.Combine(folder, u + ".o")), "-o", merged + ".linked"]);
        Tools.Check(Tools.Llvm("opt"), "-passes=internalize", "-internalize-public-api-list=main", merged + ".linked", "-o", merged);
        return merged;
    }

    private string Folder(string flags) => _built.GetOrAdd(flags, f => new Lazy<string>(() => Build(f))).Value;

    private string Build(string flags)
    {
        string folder = Directory.CreateDirectory(_folder.File($"{Interlocked.Increment(ref _builds)}")).FullName;
        string[] words = [.. flags.Split(' ').Select(f => f == "-fprofile-use" ? $"{f}={Profile(folder)}" : f)];
        foreach (string unit in s_units)
        {
            Tools.Check(
                Tools.Llvm("clang++"),
                ["-std=c++20", "-flto", "-fPIE", .. words, "-c", Path.Combine(Tools.Root, $"tests/ipo/{unit}.cpp"), "-o", Path.Combine(folder, unit + ".o")]);
        }

        string[] link =
        [
            "-flto", $"--ld-path={Tools.Llvm("ld.lld")}", "-pie", .. words, "-Wl,--lto-whole-program-visibility",
            .. s_units.Select(u => Path.Combine(folder, u + ".o")),
        ];
        Tools.Check(Tools.Llvm("clang++"), [.. link, "-o", Path.Combine(folder, "ref")]);
        Tools.Check(Tools.Llvm("clang++"), [.. link, "-o", Path.Combine(folder, "merged.bc"), "-Wl,--lto-emit-llvm", "-Wl,--lto-newpm-passes=no-op-module"]);
        return folder;
    }

    /// <summary>The profile of the program's own run.</summary>
    private string Profile(string folder)
    {
        string raw = Path.Combine(folder, "profile.raw");
        Assert.Equal(0, Tools.Run(Reference("-O2 -fprofile-generate"), [], null, [("LLVM_PROFILE_FILE", raw)]).Status);
        string profile = Path.Combine(folder, "profile");
        Tools.Check(Tools.Llvm("llvm-profdata"), "merge", raw, "-o", profile);
        return profile;
    }
}
