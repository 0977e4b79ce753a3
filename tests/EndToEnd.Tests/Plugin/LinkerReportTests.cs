namespace LtoPar.EndToEnd.Tests.Plugin;

/// <summary>Tests the reports of a link through the plugin, and links where there is little room for it.</summary>
public sealed class LinkerReportTests(PluginPrograms programs) : IClassFixture<PluginPrograms>
{
    private static readonly string[] s_inputs = ["main.o", "lib1.o"];

    public static TheoryData<string> Linkers => [.. PluginWorkshop.Linkers];

    private PluginWorkshop Shop { get; } = programs.Shop.NewTemp();

    /// <summary>Ninja links again when a dependency is not there.</summary>
    [Theory]
    [MemberData(nameof(Linkers))]
    public void Dependencies_are_files_that_are_there(string linker)
    {
        string dependencies = Shop.File($"{linker}.d");
        PluginWorkshop.Succeeds(Shop.LinkThroughWrapper(linker, "program", [], [.. s_inputs, $"-Wl,--dependency-file={linker}.d"]));
        Check();
        if (linker != "mold") // which writes the file when the plugin has gone
        {
            PluginWorkshop.Succeeds(Shop.Link(linker, "program", [.. s_inputs, "-Wl,--dependency-file", $"-Wl,{linker}.d"]));
            Check();
        }

        Shop.NothingStayed();

        void Check()
        {
            string[] words = File.ReadAllText(dependencies).Split([' ', '\n', '\\'], StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal("program:", words[0]);
            Assert.All(words.Skip(1), w => Assert.True(File.Exists(Path.Combine(Shop.FolderPath, w.TrimEnd(':'))), w));
            Assert.Superset(s_inputs.ToHashSet(), words.ToHashSet());
            Assert.Superset(s_inputs.Select(i => i + ":").ToHashSet(), words.ToHashSet());
            File.Delete(dependencies);
        }
    }

    [Theory]
    [MemberData(nameof(Linkers))]
    public void Maps_and_messages_call_objects_after_the_output(string linker)
    {
        Finished finished = Shop.Link(linker, "program", [.. s_inputs, $"-Wl,-Map={linker}.map", "-Wl,--trace"]);
        PluginWorkshop.Succeeds(finished);
        Assert.Contains("/program.lto.p00.o", File.ReadAllText(Shop.File($"{linker}.map")), StringComparison.Ordinal);
        Assert.DoesNotContain("/proc/", finished.Output + finished.Error, StringComparison.Ordinal);
        Shop.Compile("missing.c", "int nowhere(void); int main(void) { return nowhere(); }\n");
        Finished undefined = Shop.Link(linker, "program", "missing.o");
        Assert.NotEqual(0, undefined.Status);
        Assert.Matches("(?s)/program.lto.p00.o.*nowhere|nowhere.*/program.lto.p00.o", undefined.Error + undefined.Output);
        Shop.NothingStayed();
    }

    [Theory]
    [MemberData(nameof(Linkers))]
    public void Verbose_linkers_show_which_lto_par_works_and_what_it_does(string linker)
    {
        Finished quiet = Shop.Link(linker, "program", s_inputs);
        Assert.Equal("", quiet.Output + quiet.Error);
        Finished version = Shop.Link(linker, "program", [.. s_inputs, "-Wl,-v"]);
        string expected = $"lto-par [0-9.]+: {System.Text.RegularExpressions.Regex.Escape(Path.Combine(Tools.Root, "out/bin/lto-par"))}";
        Assert.Matches(expected, version.Output + version.Error);
        Assert.DoesNotContain("compiling", version.Output + version.Error, StringComparison.Ordinal);
        Finished verbose = Shop.Link(linker, "program", [.. s_inputs, "-Wl,--verbose"]);
        Assert.Matches(expected, verbose.Output + verbose.Error);
        Assert.Matches("(?s)lto-par: merging 2 modules.*lto-par: compiling [0-9]+ partition", verbose.Output + verbose.Error);
        Finished progress = Shop.LinkWith(linker, "program", [("LTO_PAR_PROGRESS", "always")], s_inputs);
        Assert.Matches(@"lto-par: \[1/[0-9]+\] compiled p[^\r]*\n", progress.Output + progress.Error);
        Finished wrong = Shop.LinkWith(linker, "program", [("LTO_PAR_PROGRESS", "often")], s_inputs);
        Assert.Contains("LTO_PAR_PROGRESS=often: expected auto, always or never", wrong.Error + wrong.Output, StringComparison.Ordinal);
    }

    /// <summary>GNU ld bug 28138: the default number of descriptors is what linkers have for their own files.</summary>
    [Theory]
    [MemberData(nameof(Linkers))]
    public void Twenty_descriptors_are_enough(string linker)
    {
        string clang = Tools.Llvm("clang");
        Finished finished = Tools.Run(
            "bash",
            ["-c", $"ulimit -n 20; exec '{clang}' -fuse-ld={linker} -o program -Wl,-plugin,'{PluginWorkshop.Plugin}' {string.Join(' ', s_inputs)}"],
            Shop.FolderPath,
            [("TMPDIR", Shop.Temp)]);
        PluginWorkshop.Succeeds(finished);
        Shop.NothingStayed();
    }

    [Theory]
    [MemberData(nameof(Linkers))]
    public void A_temporary_folder_that_is_not_there_matters_to_bitcode_alone(string linker)
    {
        Shop.CompileNative("plain.c", "int main(void) { return 0; }\n");
        string gone = Path.Combine(Shop.Temp, "gone");
        // The linker itself, as the compiler driver has temporary files of its own.
        string[] line = ["-m", "elf_x86_64", "-o", "plain", "--entry=main", "plain.o", "--dependency-file=plain.d"];
        PluginWorkshop.Succeeds(Tools.Run(Path.Combine(Tools.LinkerFolder, "ld." + linker), line, Shop.FolderPath, [("TMPDIR", gone)]));
        Finished bitcode = Tools.Run(
            Path.Combine(Tools.LinkerFolder, "ld." + linker), ["-m", "elf_x86_64", "-o", "program", "lib1.o"], Shop.FolderPath, [("TMPDIR", gone)]);
        Assert.NotEqual(0, bitcode.Status);
        Assert.Contains(
            $"{gone}: no temporary folder can be made in it: No such file or directory; set TMPDIR to a folder", bitcode.Error + bitcode.Output,
            StringComparison.Ordinal);
    }
}
