namespace LtoPar.EndToEnd.Tests.Plugin;

/// <summary>
/// Tests links in which the linker asks its plugin too late, or forgets what it knew: the program is right, or the linker says what it could not
/// find.
/// </summary>
public sealed class PluginLimitTests(PluginPrograms programs) : IClassFixture<PluginPrograms>
{
    /// <summary>
    /// Nothing in the IR calls memcpy; code generation does. memcpy is bitcode in an archive, and after the first pass no linker takes bitcode.
    /// </summary>
    private const string Copy =
        """
        struct s { char bytes[500]; } a, b;
        void start(void)
        {
            __asm__ volatile("" : : "r"(&b) : "memory");
            a = b;
            __asm__ volatile("syscall" : : "a"(60), "D"(a.bytes[7]));
            __builtin_unreachable();
        }
        """;

    private const string Memory =
        """
        void *memcpy(void *to, const void *from, unsigned long size)
        {
            volatile char *t = to;
            const volatile char *f = from;
            while (size--) *t++ = *f++;
            return to;
        }
        """;

    private static readonly string[] s_bare = ["-nostdlib", "-static", "-Wl,-e,start", "copy.o", "libmemory.a"];

    public static TheoryData<string> Linkers => [.. PluginWorkshop.Linkers];

    private PluginWorkshop Shop { get; } = programs.Shop.NewTemp();

    [Theory]
    [MemberData(nameof(Linkers))]
    public void A_library_function_that_only_code_generation_calls_comes_from_bitcode_if_the_linker_can(string linker)
    {
        MakeCopy();
        Finished ours = Shop.Link(linker, "program", s_bare);
        if (ours.Status == 0)
        {
            Assert.Equal("status 0", Shop.Run("program"));
        }
        else
        {
            Assert.Contains("memcpy", ours.Error + ours.Output, StringComparison.Ordinal);
            Assert.False(File.Exists(Shop.File("program")));
        }

        Shop.NothingStayed();
        // The way out that the linker's message leads to.
        PluginWorkshop.Succeeds(Shop.Link(linker, "program", [.. s_bare, "-Wl,-u,memcpy"]));
        Assert.Equal("status 0", Shop.Run("program"));
    }

    [Fact]
    public void Lld_takes_it_from_bitcode_beforehand()
    {
        MakeCopy();
        PluginWorkshop.Succeeds(Tools.Run(
            Tools.Llvm("clang"),
            ["-flto", $"--ld-path={Path.Combine(Tools.Root, "out/libexec/lto-par/ld.lld")}", "-o", "program", .. s_bare],
            Shop.FolderPath, [("TMPDIR", Shop.Temp)]));
        Assert.Equal("status 0", Shop.Run("program"));
        Shop.NothingStayed();
    }

    /// <summary>
    /// mold resolves again from scratch: a native member that nothing refers to after optimisation is not in the program, nor its constructor.
    /// </summary>
    [Theory]
    [MemberData(nameof(Linkers))]
    public void A_native_member_that_only_dead_code_asked_for_is_kept_as_the_linker_keeps_it(string linker)
    {
        Shop.Compile("dead.c", "int helper(void);\nint pick(int a, int b);\nint main(void) { return pick(0, pick(1, 1) ? 0 : helper()); }\n");
        Shop.Compile("pick.c", "int pick(int a, int b) { return a; }\n");
        Shop.CompileNative(
            "helper.c",
            "#include <stdio.h>\nint helper(void) { return 1; }\n__attribute__((constructor)) static void construct(void) { puts(\"constructed\"); }\n");
        PluginSources.Archive(Shop, "rcs", "libhelper.a", "helper.o");
        string[] arguments = ["dead.o", "pick.o", "libhelper.a"];
        PluginWorkshop.Succeeds(Shop.LinkReference(linker, "reference", arguments));
        PluginWorkshop.Succeeds(Shop.Link(linker, "program", arguments));
        Assert.DoesNotContain(
            " helper", Tools.Check(Tools.Llvm("llvm-objdump"), "-d", "--no-show-raw-insn", "--disassemble-symbols=main", Shop.File("program")),
            StringComparison.Ordinal);
        Assert.Equal(Shop.Run("reference"), Shop.Run("program"));
        Assert.Equal(linker == "mold" ? "status 0" : "constructed\nstatus 0", Shop.Run("program"));
    }

    /// <summary>GNU ld keeps these words to itself; the others hand them on.</summary>
    [Theory]
    [MemberData(nameof(Linkers))]
    public void Words_for_the_linker_s_second_look_at_libraries_do_no_harm(string linker)
    {
        PluginWorkshop.Succeeds(Shop.Link(linker, "program", "main.o", "libx.a", "-Wl,-plugin-opt=-pass-through=-lgcc", "-Wl,-plugin-opt=-pass-through=-lc"));
        Assert.Equal("2\nstatus 0", Shop.Run("program"));
    }

    private void MakeCopy()
    {
        Shop.Compile("copy.c", Copy);
        Shop.Compile("memory.c", Memory, "-ffreestanding", "-fno-builtin");
        PluginSources.Archive(Shop, "rcs", "libmemory.a", "memory.o");
    }
}
