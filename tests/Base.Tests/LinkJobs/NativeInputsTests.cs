using LtoPar.LinkJobs;

namespace LtoPar.Base.Tests.LinkJobs;

/// <summary>Which files a link may take names from, by its command line.</summary>
public sealed class NativeInputsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lto-par-inputs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_library_is_the_shared_one_and_the_archive()
    {
        Write("libx.so", "\u007fELF\0");
        Write("libx.a", "!<arch>\n");
        Assert.Equal(("libx.so libx.a", null), Find("-lx", "-lx"));
        Assert.Equal(("libx.a", null), Find("-l:libx.a"));
    }

    [Fact]
    public void Scripts_are_followed()
    {
        Write("libc.so", "/* GNU ld script */\nOUTPUT_FORMAT(elf64-x86-64)\nGROUP ( libc.so.6 nonshared.a AS_NEEDED ( -lloader ) )\n");
        Write("libc.so.6", "\u007fELF\0");
        Write("nonshared.a", "!<arch>\n");
        Write("libloader.so", "INPUT(libc.so)\n");
        Assert.Equal(("libc.so libc.so.6 nonshared.a libloader.so", null), Find("-lc"));
    }

    [Fact]
    public void A_library_that_the_linker_has_shown_was_found_by_it()
    {
        Write("libx.so", "\u007fELF\0");
        (IReadOnlyList<string> files, string? missing) = new NativeInputs([]).Find([Path.Combine(_folder, "libx.so"), "-lx"]);
        Assert.Single(files);
        Assert.Null(missing);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        Write("libc.so", "GROUP ( -lnowhere )\n");
        Assert.Equal("-lnowhere", Find("-lc").Missing);
        Assert.Equal("absent.o", Find("absent.o").Missing);
        Assert.Null(Find(_folder).Missing); // -R takes folders too
    }

    private (string Files, string? Missing) Find(params string[] inputs)
    {
        (IReadOnlyList<string> files, string? missing) = new NativeInputs([_folder]).Find(inputs);
        return (string.Join(' ', files.Select(file => Path.GetRelativePath(_folder, file))), missing);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
