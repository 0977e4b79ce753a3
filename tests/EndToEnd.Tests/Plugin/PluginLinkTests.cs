namespace LtoPar.EndToEnd.Tests.Plugin;

/// <summary>Links through the plugin with every installed linker, runs what comes out, and looks for what stays behind.</summary>
public sealed class PluginLinkTests(PluginPrograms programs) : IClassFixture<PluginPrograms>
{
    public static TheoryData<string, string, string> Programs
    {
        get
        {
            TheoryData<string, string, string> data = [];
            foreach (string linker in PluginWorkshop.Linkers)
            {
                data.Add(linker, "main.o lib1.o lib2.o", "2\nstatus 0");
                data.Add(linker, "main.o libx.a", "2\nstatus 0");
                data.Add(linker, "main.o libthin.a", "2\nstatus 0");
                data.Add(linker, "main.o native.o libx.a", "2\nstatus 0");
                data.Add(linker, "-no-pie main.o libx.a", "2\nstatus 0");
                data.Add(linker, "-static main.o libx.a", "2\nstatus 0");
                data.Add(linker, "main.o lib1.o lib2.o -Wl,--export-dynamic -Wl,--gc-sections", "2\nstatus 0");
                data.Add(linker, "templates.o more.o -lstdc++ -lm", "status 0");
                data.Add(linker, "templates.o more.o -lstdc++ -lm -Wl,-plugin-opt=--partition=max", "status 0");
                data.Add(linker, "aliases.o", "status 0");
                data.Add(linker, "assembly.o", "status 0");
                if (linker != "bfd")
                {
                    data.Add(linker, "main.o -Wl,--start-lib lib1.o lib2.o -Wl,--end-lib", "2\nstatus 0");
                }

                if (linker != "gold")
                {
                    data.Add(linker, "-static-pie main.o libx.a", "2\nstatus 0");
                }
            }

            return data;
        }
    }

    public static TheoryData<string> Linkers => [.. PluginWorkshop.Linkers];

    private PluginWorkshop Shop { get; } = programs.Shop.NewTemp();

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_program_links_and_runs(string linker, string arguments, string expected)
    {
        PluginWorkshop.Succeeds(Shop.Link(linker, "program", arguments.Split(' ')));
        Assert.Equal(expected, Shop.Run("program"));
        Shop.NothingStayed();
    }

    [Theory]
    [MemberData(nameof(Linkers))]
    public void Gcc_links_too_and_its_own_plugin_is_no_obstacle(string linker)
    {
        string[] arguments = ["-fuse-ld=" + linker, "-o", "program", "main.o", "native.o", "libx.a", "-Wl,-plugin," + PluginWorkshop.Plugin];
        PluginWorkshop.Succeeds(Tools.Run("gcc", arguments, Shop.FolderPath, [("TMPDIR", Shop.Temp)]));
        Assert.Equal("2\nstatus 0", Shop.Run("program"));
        PluginWorkshop.Succeeds(Tools.Run("gcc", ["-fno-use-linker-plugin", .. arguments], Shop.FolderPath, [("TMPDIR", Shop.Temp)]));
        Assert.Equal("2\nstatus 0", Shop.Run("program"));
        Shop.NothingStayed();
    }

    [Theory]
    [MemberData(nameof(Linkers))]
    public void With_flto_at_the_link_the_program_is_the_same(string linker)
    {
        // GNU ld and gold ask LLVM's plugin first; mold knows the last one only, and gives it clang's options.
        PluginWorkshop.Succeeds(Shop.Link(linker, "program", "-flto", "-O2", "main.o", "libx.a"));
        Assert.Equal("2\nstatus 0", Shop.Run("program"));
    }

    [Theory]
    [MemberData(nameof(Linkers))]
    public void A_shared_library_exports_what_its_version_script_says(string linker)
    {
        PluginWorkshop.Succeeds(Shop.Link(linker, "library.so", "-shared", "lib1.o", "lib2.o", "assembly.o", "-Wl,--version-script=v.map"));
        string symbols = Tools.Check(Tools.Llvm("llvm-nm"), "-D", "--defined-only", Shop.File("library.so"));
        Assert.Contains("lib1@@V1", symbols, StringComparison.Ordinal);
        Assert.Contains("protected_@@V1", symbols, StringComparison.Ordinal);
        Assert.Contains("versioned@@V1", symbols, StringComparison.Ordinal);
        Assert.DoesNotContain("never", symbols, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", symbols, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Linkers))]
    public void A_relocatable_output_keeps_everything_and_links_again(string linker)
    {
        // Plain, because mold 1.10's -r breaks native objects with sections of C identifiers too.
        Shop.Compile("plain.c", "#include <stdio.h>\nint lib1(void);\nint main(void) { printf(\"%d\\n\", lib1()); return 0; }\n");
        PluginWorkshop.Succeeds(Shop.Link(linker, "whole.o", "-r", "plain.o", "lib1.o", "lib2.o"));
        string symbols = Tools.Check(Tools.Llvm("llvm-nm"), Shop.File("whole.o"));
        Assert.Contains(" T never\n", symbols, StringComparison.Ordinal);
        Assert.Contains(" T lib1\n", symbols, StringComparison.Ordinal);
        PluginWorkshop.Succeeds(Tools.Run(Tools.Llvm("clang"), ["whole.o", "-o", "again"], Shop.FolderPath, []));
        Assert.Equal("1\nstatus 0", Shop.Run("again"));
    }

    [Theory]
    [InlineData("bfd")]
    [InlineData("gold")]
    public void A_fat_object_is_linked_from_its_bitcode(string linker)
    {
        // mold asks no plugin about an object that holds machine code.
        string fat = Shop.Compile("fat.c", "int lib1(void) { return 1; }\nint common_;\n", "-ffat-lto-objects");
        string job = Shop.File("fat.job." + linker);
        PluginWorkshop.Succeeds(Shop.Link(linker, "program", "main.o", fat, "-Wl,-plugin-opt=job-file=" + job));
        Assert.Equal("2\nstatus 0", Shop.Run("program"));
        Assert.Contains("symbol pl lib1\n", File.ReadAllText(job), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Linkers))]
    public void An_undefined_symbol_is_reported_by_the_linker(string linker)
    {
        Finished finished = Shop.Link(linker, "program", "main.o");
        Assert.Equal(1, finished.Status);
        Assert.Contains("lib1", finished.Error, StringComparison.Ordinal);
        Assert.Contains("undefined", finished.Error, StringComparison.Ordinal);
        Shop.NothingStayed();
    }

    [Theory]
    [MemberData(nameof(Linkers))]
    public void A_symbol_defined_twice_is_reported_by_the_linker(string linker)
    {
        Shop.Compile("twice.c", "int lib1(void) { return 7; }\n");
        Finished finished = Shop.Link(linker, "program", "main.o", "lib1.o", "twice.o");
        Assert.Equal(1, finished.Status);
        Assert.Matches("(multiple definition of|duplicate symbol)", finished.Error);
        Assert.Contains("lib1", finished.Error, StringComparison.Ordinal);
        Shop.NothingStayed();
        PluginWorkshop.Succeeds(Shop.Link(linker, "first", "main.o", "lib1.o", "twice.o", "-Wl,-z,muldefs"));
        Assert.Equal("2\nstatus 0", Shop.Run("first"));
    }

    [Theory]
    [MemberData(nameof(Linkers))]
    public void Wrapped_functions_are_wrapped_as_in_native_objects(string linker)
    {
        // wrap1.c also calls foo itself: the linker leaves references inside the file that defines a name alone.
        foreach (string source in new[] { "wrap", "wrap1", "wrap2" })
        {
            Shop.CompileNative($"native_{source}.c", File.ReadAllText(Shop.File(source + ".c")));
        }

        PluginWorkshop.Succeeds(Shop.Link(linker, "native", "native_wrap.o", "native_wrap1.o", "native_wrap2.o", "-Wl,--wrap=foo"));
        string expected = Shop.Run("native");
        Assert.Equal("201 2\nstatus 0", expected);
        string[][] mixtures =
        [
            ["wrap.o", "wrap1.o", "wrap2.o"],
            ["native_wrap.o", "wrap1.o", "wrap2.o"],
            ["wrap.o", "native_wrap1.o", "wrap2.o"],
            ["wrap.o", "wrap1.o", "native_wrap2.o"],
            ["wrap.o", "native_wrap1.o", "native_wrap2.o"],
        ];
        foreach (string[] objects in mixtures)
        {
            foreach (string cut in new[] { "--partition=one", "--partition=max" })
            {
                PluginWorkshop.Succeeds(Shop.Link(linker, "program", [.. objects, "-Wl,--wrap=foo", "-Wl,-plugin-opt=" + cut]));
                Assert.True(expected == Shop.Run("program"), $"{string.Join(' ', objects)} {cut}: {Shop.Run("program")}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Linkers))]
    public void Bitcode_without_a_symbol_table_or_of_another_version_is_linked(string linker)
    {
        // llvm-link writes no symbol table; the version is in the string table.
        Tools.Check(Tools.Llvm("llvm-link"), Shop.File("lib1.o"), "-o", Shop.File("bare.o"));
        byte[] old = File.ReadAllBytes(Shop.File("main.o"));
        int at = old.AsSpan().IndexOf("22.1."u8);
        Assert.True(at > 0);
        "14.0."u8.CopyTo(old.AsSpan(at));
        File.WriteAllBytes(Shop.File("old.o"), old);
        PluginSources.Archive(Shop, "rcs", "libbare.a", "lib2.o", "bare.o");
        PluginWorkshop.Succeeds(Shop.Link(linker, "program", "old.o", "bare.o"));
        Assert.Equal("2\nstatus 0", Shop.Run("program"));
        PluginWorkshop.Succeeds(Shop.Link(linker, "program2", "old.o", "-Wl,--whole-archive", "libbare.a", "-Wl,--no-whole-archive"));
        Assert.Equal("2\nstatus 0", Shop.Run("program2"));
        Shop.NothingStayed();
    }

    /// <summary>rustc writes a ThinLTO summary into every module, wanted or not.</summary>
    [Theory]
    [MemberData(nameof(Linkers))]
    public void Bitcode_of_rustc_is_linked_though_it_looks_like_that_of_ThinLTO(string linker)
    {
        string rust = Shop.File(Shop.Compile("rust.c", "int lib1(void) { return 1; }\nint common_;\n", "-flto=thin", "-fsplit-lto-unit"));
        File.WriteAllBytes(rust, TestSupport.BitcodeSignature.Sign(File.ReadAllBytes(rust), "-rust-"));
        PluginWorkshop.Succeeds(Shop.Link(linker, "program", "main.o", rust));
        Assert.Equal("2\nstatus 0", Shop.Run("program"));
    }

    [Theory]
    [MemberData(nameof(Linkers))]
    public void ThinLTO_bitcode_is_refused_by_name(string linker)
    {
        string thin = Shop.Compile("thin.c", "int lib1(void) { return 1; }\nint common_;\n", "-flto=thin");
        Finished finished = Shop.Link(linker, "program", "main.o", thin);
        Assert.Equal(1, finished.Status);
        Assert.Contains("thin.o: is ThinLTO bitcode", finished.Error, StringComparison.Ordinal);
        Assert.Contains("-flto instead of -flto=thin", finished.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Linkers))]
    public void Unified_LTO_bitcode_is_linked(string linker)
    {
        string unified = Shop.Compile("unified.c", "int lib1(void) { return 1; }\nint common_;\n", "-funified-lto", "-flto=full");
        PluginWorkshop.Succeeds(Shop.Link(linker, "program", "main.o", unified));
        Assert.Equal("2\nstatus 0", Shop.Run("program"));
    }

    [Theory]
    [MemberData(nameof(Linkers))]
    public void A_constructor_runs_in_the_order_of_the_command_line(string linker)
    {
        foreach (string name in new[] { "a", "b", "c" })
        {
            Shop.Compile($"ctor_{name}.c", $"#include <stdio.h>\n__attribute__((constructor)) static void start(void) {{ printf(\"{name}\"); }}\n" + (
                name == "a" ? "int main(void) { puts(\"\"); return 0; }\n" : ""));
        }

        PluginWorkshop.Succeeds(Shop.Link(linker, "program", "ctor_b.o", "ctor_a.o", "ctor_c.o"));
        Assert.Equal("bac\nstatus 0", Shop.Run("program"));
    }

    [Theory]
    [MemberData(nameof(Linkers))]
    public void Sections_are_placed_by_a_script_that_names_files(string linker)
    {
        if (linker == "mold")
        {
            return; // it reads no such scripts
        }

        // *.o must match the objects of lto-par as it matches any: with -T they keep such names.
        File.WriteAllText(Shop.File("place.ld"), "SECTIONS { . = 0x400000; .mine : { *.o(.text .text.*) } .rest : { *(*) } }\n");
        Shop.Compile("placed.c", "int placed(void) { return 1; }\n");
        PluginWorkshop.Succeeds(Shop.Link(linker, "program", "-nostdlib", "-no-pie", "-static", "placed.o", "-Wl,-T,place.ld", "-Wl,-e,placed"));
        string sections = Tools.Check(Tools.Llvm("llvm-nm"), "--format=sysv", Shop.File("program"));
        Assert.Matches(@"(?m)^placed .*\|\.mine$", sections);
        Shop.NothingStayed();
    }
}
