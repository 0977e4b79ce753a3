namespace LtoPar.EndToEnd.Tests.Caching;

/// <summary>
/// After an edit of one function of a linked program, what was compiled before is compiled again only where it has to be. Strings are numbered by compilers and
/// promoted symbols are named by links: neither may tell the partitions of one build from those of the next.
/// </summary>
public sealed class EditTests : IDisposable
{
    private const string IsFirst = "__attribute__((noinline)) static int is_first(";

    private readonly TempFolder _folder = new();

    public EditTests()
    {
        Compile("main", Main);
        Compile("more", More);
        Link("program");
    }

    /// <summary>Texts that functions of other partitions see, that tables hold, and that are compared, so that no copies of them may be made.</summary>
    private static string Main => """
        #include <stdio.h>
        static const char *const table[] = {"zero", "one", "two", "three"};
        __attribute__((noinline)) const char *name(int i) { return table[i & 3]; }
        __attribute__((noinline)) static void show(const char *text, int i) { printf("%s is %d, not %s\n", text, i, name(i + 1)); }
        __attribute__((noinline)) static const char *first(void) { return "first"; }
        __attribute__((noinline)) static int is_first(const char *text) { puts(text); /*edit*/ return text == first(); }
        __attribute__((noinline)) static void more_of(const char *text) { puts("more of"); puts(text); }
        int other(const char *text);
        int main(int c, char **v) {
            show(first(), is_first(first())); show("last", is_first("last")); more_of(name(c)); more_of("the same");
            return other("text") - 4;
        }
        """;

    private static string More => """
        #include <stdio.h>
        static const char *const table[] = {"a", "b", "c"};
        __attribute__((noinline)) static void show(const char *text) { printf("other %s\n", text); }
        __attribute__((noinline)) static const char *letter(int i) { return table[i % 3]; }
        int other(const char *text) { int n = 0; while (text[n]) show(letter(n++)); return n; }
        """;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("puts(\"a text\"); puts(\"and another one\");", 1)]
    [InlineData("printf(\"%d\", 7);", 1)]
    [InlineData("puts(name(*text));", 1)]
    public void Another_text_compiles_its_function(string statement, int misses)
    {
        Compile("main", Main.Replace("/*edit*/", statement, StringComparison.Ordinal));
        Assert.Equal(misses, Link("program").Misses);
    }

    [Theory]
    [InlineData("static")]
    [InlineData("")]
    public void A_new_function_compiles_itself_and_its_caller(string linkage)
    {
        string definition = $"__attribute__((noinline)) {linkage} int added(const char *text) {{ puts(\"added\"); return text[0] == 'l'; }}\n";
        Compile("main", Main.Replace("/*edit*/", "if (added(text)) puts(\"yes\");", StringComparison.Ordinal)
            .Replace(IsFirst, definition + IsFirst, StringComparison.Ordinal));
        Assert.Equal(2, Link("program").Misses);
    }

    [Fact]
    public void An_output_of_another_name_is_not_compiled() => Assert.Equal(0, Link("program-1.2").Misses);

    [Fact]
    public void A_file_more_leaves_the_others_alone()
    {
        Compile("third", "#include <stdio.h>\nstatic const char *const table[] = {\"x\", \"y\"};\nint third(int i) { return puts(table[i]); }\n");
        CacheUse use = Link("program", "third");
        Assert.True(use.Misses <= 1, $"{use.Misses} partitions were compiled");
    }

    /// <summary>Each file is a unit of its own, with a checksum and, in C++, imports: nothing of it is where no function of the file is.</summary>
    [Theory]
    [InlineData("c", "")]
    [InlineData("c++", "namespace things { struct S { int x; }; }\nusing namespace things;\nS of_things;\n")]
    public void With_debug_information_a_line_more_compiles_what_is_in_its_file(string language, string before)
    {
        string[] debug = ["-g", "-x", language];
        string main = before + Main.Replace("int other(", language == "c" ? "int other(" : "extern \"C\" int other(", StringComparison.Ordinal);
        string more = before.Replace("of_things", "of_more", StringComparison.Ordinal)
            + More.Replace("int other(", language == "c" ? "int other(" : "extern \"C\" int other(", StringComparison.Ordinal);
        Compile("main", main, debug);
        Compile("more", more, debug);
        int partitions = LinkOnly("program").Misses;
        Compile("more", "\n" + more, debug);
        Assert.InRange(LinkOnly("program").Misses, 1, 4);
        Assert.True(partitions > 8, $"{partitions} partitions");
    }

    private CacheUse Link(string name, params string[] more)
    {
        CacheUse use = LinkOnly(name, more);
        Assert.Equal(
            Tools.Check(Tools.Llvm("clang"), ["-O0", "-x", "c", .. Sources(more), "-o", _folder.File("plain")]) + Tools.Check(_folder.File("plain")),
            Tools.Check(_folder.File(name)));
        return use;
    }

    private CacheUse LinkOnly(string name, params string[] more)
    {
        string stats = _folder.File("stats.json");
        Tools.Check(
            Tools.Llvm("clang"),
            [
                "-flto", "-O2", "-B" + Tools.LinkerFolder, "-fuse-ld=mold", "-o", _folder.File(name),
                .. new[] { "main", "more" }.Concat(more).Select(f => _folder.File(f + ".o")),
                $"-Wl,-plugin-opt=cache-dir={_folder.File("cache")},-plugin-opt=--partition=max,-plugin-opt=--stats-json={stats}",
            ]);
        return CacheUse.Of(stats);
    }

    private IEnumerable<string> Sources(string[] more) => new[] { "main", "more" }.Concat(more).Select(f => _folder.File(f + ".c"));

    private void Compile(string name, string text, params string[] options)
    {
        File.WriteAllText(_folder.File(name + ".c"), text);
        Tools.Check(Tools.Llvm("clang"), ["-flto", "-O2", "-fPIE", .. options, "-c", _folder.File(name + ".c"), "-o", _folder.File(name + ".o")]);
    }
}
