namespace LtoPar.EndToEnd.Tests.Linking;

/// <summary>
/// Members of archives in a link by ld.lld: each takes part once, whatever it and the others are called. Members announce themselves when the program
/// starts; the order of bitcode and native ones is the linker's affair.
/// </summary>
public sealed class LldArchiveTests : IClassFixture<LldArchiveTests.Members>
{
    private readonly Members _members;

    public LldArchiveTests(Members members) => _members = members;

    public static TheoryData<string, string> Archives()
    {
        TheoryData<string, string> data = [];
        foreach (string archive in Members.Names)
        {
            data.Add(archive, "A");
            data.Add(archive, "A A");
        }

        // How an archive is named, with the one that was wrong.
        foreach (string how in new[]
        {
            "-L. -l:A", "P/A", "-Wl,--start-group A A -Wl,--end-group", "-Wl,--whole-archive A -Wl,--no-whole-archive A", "-static A A", "GROUP",
        })
        {
            data.Add("thin-twice.a", how);
            data.Add("thin-folders.a", how);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Archives))]
    public void Each_member_takes_part_once(string archive, string how)
    {
        LldWorkshop workshop = _members.Workshop;
        workshop.Write("group.ld", $"GROUP({archive})");
        string[] arguments = [.. how.Replace("GROUP", "group.ld", StringComparison.Ordinal).Replace("A", archive, StringComparison.Ordinal)
            .Replace("P/", $"{workshop.Path}/", StringComparison.Ordinal).Split(' ')];
        // The words of options have letters of that name too.
        arguments = [.. arguments.Select(a => a.Replace($"{archive}rchive", "Archive", StringComparison.Ordinal))];
        Finished finished = workshop.Link("program", ["main.o", .. arguments]);
        LldWorkshop.Succeed(finished);
        Assert.Empty(finished.Error);
        Assert.Equal(["11 21", "f starts", "g starts", "status 0"], workshop.Run("program").Split('\n').Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_library_whose_name_begins_as_an_option_is_a_library()
    {
        LldWorkshop workshop = _members.Workshop;
        workshop.Archive("rcs", "libtommath.a", "f/x.o", "g/y.o");
        Finished finished = workshop.Link("program", "main.o", "-L.", "-ltommath");
        LldWorkshop.Succeed(finished);
        Assert.Empty(finished.Error);
        Assert.Contains(".lto_par.", Tools.Check(Tools.Llvm("llvm-nm"), workshop.File("program")), StringComparison.Ordinal);
    }

    /// <summary>One bitcode and one native member, under names that repeat and in folders.</summary>
    public sealed class Members : IDisposable
    {
        public static readonly string[] Names = ["same-name.a", "folders.a", "thin-twice.a", "thin-folders.a", "thin-of-thin.a", "bitcode.a"];

        public Members()
        {
            Workshop.Bitcode("main.c", """
                #include <stdio.h>
                int f(int), g(int);
                static __attribute__((noinline)) int both(int x) { return printf("%d %d\n", f(x), g(x)); }
                int main(int argc, char **argv) { return both(argc) < 0; }
                """);
            string f = Member("f", 10);
            string g = Member("g", 20);
            foreach (string name in new[] { "f/x.c", "same/x.c" })
            {
                Workshop.Bitcode(name, f);
            }

            foreach (string name in new[] { "g/x.c", "g/y.c" })
            {
                Workshop.Native(name, g);
            }

            Workshop.Bitcode("h/x.c", g);
            Workshop.Archive("qcs", Names[0], "f/x.o", "g/x.o");
            Workshop.Archive("qcs", Names[1], "f/x.o", "g/y.o");
            Workshop.Archive("qcsT", Names[2], "f/x.o", "g/x.o");
            Workshop.Archive("qcsT", Names[3], "f/x.o", "g/y.o");
            Workshop.Archive("qcsT", Names[4], Names[3]);
            Workshop.Archive("qcs", Names[5], "f/x.o", "h/x.o");
        }

        internal LldWorkshop Workshop { get; } = new();

        public void Dispose() => Workshop.Dispose();

        private static string Member(string name, int more) => $$"""
            #include <stdio.h>
            __attribute__((constructor)) static void at_start(void) { puts("{{name}} starts"); }
            int {{name}}(int x) { return x + {{more}}; }
            """;
    }
}
