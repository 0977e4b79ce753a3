namespace LtoPar.EndToEnd.Tests.Linking;

/// <summary>The decisions of ld.lld about symbols of bitcode are kept in the program that is linked of its objects.</summary>
public sealed class LldSymbolTests : IDisposable
{
    private readonly LldWorkshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    /// <summary>One file alone says the visibility, of what it uses or of a copy that loses; native code uses the symbol as well.</summary>
    [Theory]
    [InlineData("hidden")]
    [InlineData("protected")]
    public void Visibility_that_one_file_says_holds(string visibility)
    {
        string say = $"__attribute__((visibility(\"{visibility}\")))";
        _workshop.Bitcode("user.c", $$"""
            {{say}} int helper(int); {{say}} extern int counter; {{say}} extern _Thread_local int local;
            int api(int x) { return helper(x) + counter + local; }
            """);
        _workshop.Bitcode("defines.c", """
            int counter = 1; _Thread_local int local = 2;
            __attribute__((noinline)) int helper(int x) { return x + 1; }
            """);
        _workshop.Bitcode("loses.c", $$"""{{say}} __attribute__((weak)) int native_wins(void) { return 5; } int uses_loser(void) { return native_wins(); }""");
        _workshop.Native("native.c", """
            int helper(int); extern int counter; extern _Thread_local int local;
            int native_wins(void) { return 7; }
            int native_api(int x) { counter++; local++; return helper(x); }
            """);
        Check("-shared", "user.o", "defines.o", "loses.o", "native.o");
    }

    /// <summary>Inline functions of C++ of which one file says that they are hidden.</summary>
    [Fact]
    public void A_hidden_copy_of_an_inline_function_hides_it()
    {
        const string Text =
            "struct box { int value; int twice() { return value * 2; } }; int NAME(box *b) { return b->twice(); } int (box::*NAME_pointer)() = &box::twice;";
        _workshop.Bitcode("visible.cpp", Text.Replace("NAME", "visible", StringComparison.Ordinal), "-fno-inline");
        _workshop.Bitcode("hidden.cpp", Text.Replace("NAME", "hidden", StringComparison.Ordinal), "-fno-inline", "-fvisibility-inlines-hidden");
        _workshop.Native("native.cpp", Text.Replace("NAME", "native", StringComparison.Ordinal), "-fno-inline");
        Check("-shared", "visible.o", "hidden.o", "native.o");
        Check("-shared", "native.o", "hidden.o", "visible.o");
    }

    [Theory]
    [InlineData("ALL")]
    [InlineData("libone.a")]
    [InlineData("libtwo.a:libone.a")]
    public void Archives_of_exclude_libs_export_nothing(string excluded)
    {
        _workshop.Native("main.c", "int one(int), two(int); int api(int x) { return one(x) + two(x); }");
        _workshop.Bitcode("one.c", "int seen; __attribute__((noinline)) int one(int x) { seen++; return x * 3; }");
        _workshop.Bitcode("two.c", "int two(int x) { return x * 5; }");
        _workshop.Archive("rcs", "libone.a", "one.o");
        _workshop.Archive("rcsT", "libtwo.a", "two.o");
        Check("-shared", "main.o", "libone.a", "libtwo.a", $"-Wl,--exclude-libs,{excluded}");
    }

    [Theory]
    [InlineData("libone.a", "script.map")]
    [InlineData("one.o", "script.map")]
    [InlineData("-Wl,--start-lib", "one.o", "-Wl,--end-lib", "script.map")]
    public void Versions_and_exports_are_those_of_one_pass(params string[] inputs)
    {
        _workshop.Write("script.map", "V1 { global: api; one; local: *; };");
        _workshop.Bitcode("main.c", "int one(int); int api(int x) { return one(x); } int not_listed(int x) { return x; }");
        _workshop.Bitcode("one.c", "__attribute__((noinline)) int one(int x) { return x * 3; } __attribute__((weak)) int also(void) { return 1; }");
        _workshop.Archive("rcs", "libone.a", "one.o");
        Check(["-shared", "main.o", .. inputs[..^1], $"-Wl,--version-script={inputs[^1]}"]);
    }

    /// <summary>Objects are what they are beside brackets that make inputs lazy.</summary>
    [Fact]
    public void Nothing_is_lost_between_start_lib_and_end_lib()
    {
        _workshop.Bitcode("library.c", "int helper(int x) { return x * 3; }");
        _workshop.Bitcode("main.c", "int helper(int); int main(void) { return helper(2) != 6; }");
        _workshop.Bitcode("constructor.c", """
            #include <stdio.h>
            __attribute__((constructor)) static void at_start(void) { puts("constructor"); }
            """);
        string[] line = ["-Wl,--start-lib", "library.o", "-Wl,--end-lib", "main.o", "constructor.o"];
        Check(["-shared", .. line]);
        _workshop.LinkBoth("program", "alone", line);
        Assert.Equal("constructor\nstatus 0", _workshop.Run("program"));
    }

    /// <summary>lld splits its merged module so; here it says how many partitions there may be.</summary>
    [Theory]
    [InlineData("-flto-partitions=2")]
    [InlineData("-Wl,--lto-partitions=3")]
    public void Partitions_of_lld_are_partitions_of_lto_par(string option)
    {
        _workshop.Bitcode("four.c", "int one(void) { return 1; } int two(void) { return 2; } int three(void) { return 3; } int four(void) { return 4; }");
        Check("-shared", option, "four.o");
    }

    [Fact]
    public void A_wrapped_function_is_wrapped_by_native_code_or_the_link_fails_as_lld_fails()
    {
        _workshop.Bitcode("defines.c", "__attribute__((noinline)) int f(void) { return 1; }");
        _workshop.Bitcode("uses.c", "int f(void); int main(void) { return f(); }");
        const string Wrapper = "int __real_f(void); int __wrap_f(void) { return __real_f() - 1; }";
        _workshop.Native("native.c", Wrapper);
        _workshop.Bitcode("bitcode.c", Wrapper);
        _workshop.Archive("rcs", "libnative.a", "native.o");
        _workshop.Archive("rcs", "libbitcode.a", "bitcode.o");
        foreach (string wrapper in new[] { "libnative.a", "native.o", "libbitcode.a", "bitcode.o" })
        {
            _workshop.LinkBoth("program", "alone", "uses.o", "defines.o", wrapper, "-Wl,--wrap=f");
            Assert.Equal((wrapper, "status 0"), (wrapper, _workshop.Run("program")));
        }

        Finished missing = _workshop.Link("missing", "uses.o", "defines.o", "-Wl,--wrap=f");
        Assert.Equal(1, missing.Status);
        Assert.Contains("ld.lld: error: undefined symbol: __wrap_f", missing.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_workshop.File("missing")));
    }

    /// <summary>Code generation alone calls the function, so its wrapper is not referred to when symbols are resolved. lld alone fails.</summary>
    [Theory]
    [InlineData("wrapper.o")]
    [InlineData("libwrapper.a")]
    public void A_function_that_code_generation_calls_is_wrapped(string wrapper)
    {
        _workshop.Bitcode("copies.c", """
            #include <stdio.h>
            struct big { char bytes[600]; } from, to;
            extern int copies;
            __attribute__((noinline)) static void copy(struct big *d, struct big *s) { *d = *s; }
            int main(int argc, char **argv) { from.bytes[7] = argc; copy(&to, &from); printf("%d %d\n", to.bytes[7], copies > 0); return 0; }
            """);
        _workshop.Bitcode("wrapper.c", """
            #include <stddef.h>
            int copies;
            void *__real_memcpy(void *, const void *, size_t);
            void *__wrap_memcpy(void *d, const void *s, size_t n) { copies++; return __real_memcpy(d, s, n); }
            """);
        _workshop.Archive("rcs", "libwrapper.a", "wrapper.o");
        LldWorkshop.Succeed(_workshop.Link("program", "copies.o", wrapper, "-Wl,--wrap=memcpy"));
        Assert.Equal("1 1\nstatus 0", _workshop.Run("program"));
    }

    /// <summary>The native file's common is larger and prevails; the bitcode stores to it as aligned as its own declaration is.</summary>
    [Fact]
    public void A_common_is_as_large_and_as_aligned_as_any_file_asks()
    {
        _workshop.Bitcode("main.c", """
            #include <stdint.h>
            __attribute__((aligned(64))) char shared[64]; extern char before[];
            typedef float vector __attribute__((vector_size(64), aligned(64)));
            int main(int argc, char **argv) { *(vector *)shared = (vector){} + (float)argc; return (uintptr_t)shared % 64 != 0 || before[0] != 0; }
            """, "-fcommon", "-fno-pic");
        _workshop.Native("native.c", "char before[1]; char shared[200]; char *last(void) { return shared + sizeof shared; }", "-fcommon", "-fno-pic");
        _workshop.LinkBoth("program", "alone", "-no-pie", "main.o", "native.o");
        Assert.Equal("status 0", _workshop.Run("program"));
        Assert.Equal(Common("alone"), Common("program"));
        Assert.StartsWith("00000000000000c8", Common("program"), StringComparison.Ordinal);
    }

    /// <summary>Two functions that are the same; only one of the pairs is compared by address.</summary>
    [Theory]
    [InlineData("-Wl,--icf=safe", 1)]
    [InlineData("-Wl,--icf=safe,--icf=none", 2)]
    [InlineData("-Wl,--icf=all", 1)]
    public void Identical_functions_fold_as_in_one_pass(string option, int different)
    {
        const string Pair = "__attribute__((noinline)) int NAMEa(int x) { return s(x * 3) + s(x + 7) + 1; } __attribute__((noinline)) int "
            + "NAMEb(int x) { return s(x * 3) + s(x + 7) + 1; }";
        _workshop.Bitcode("main.c", $$"""
            int s(int);
            {{Pair.Replace("NAME", "call_", StringComparison.Ordinal)}}
            {{Pair.Replace("NAME", "take_", StringComparison.Ordinal).Replace("+ 1", "+ 2", StringComparison.Ordinal)}}
            __attribute__((noinline, optnone)) int s(int x) { return x; }
            int (*volatile first)(int) = take_a, (*volatile second)(int) = take_b;
            int main(int argc, char **argv) { return call_a(argc) + call_b(argc) == 0 || (first == second) != (argc > 1); }
            """);
        _workshop.LinkBoth("program", "alone", "main.o", option);
        foreach (string program in new[] { "program", "alone" })
        {
            string[] symbols = Tools.Check(Tools.Llvm("llvm-nm"), _workshop.File(program)).Split('\n');
            Assert.Equal((program, different), (program, Addresses(symbols, "call_")));
            Assert.Equal((program, option == "-Wl,--icf=all" ? 1 : 2), (program, Addresses(symbols, "take_")));
        }

        static int Addresses(string[] symbols, string prefix) =>
            symbols.Select(l => l.Split(' '))
                .Where(c => c.Length == 3 && c[2].StartsWith(prefix, StringComparison.Ordinal))
                .Select(c => c[0])
                .Distinct()
                .Count();
    }

    /// <summary>lld generates code at O2 at least, whatever the level of its passes, unless --lto-CGO says otherwise.</summary>
    [Theory]
    [InlineData("-Wl,--lto-O0", "Greedy")]
    [InlineData("-Wl,-plugin-opt=O1", "Greedy")]
    [InlineData("-Wl,--lto-CGO0", "Fast")]
    [InlineData("-Wl,--lto-O3,--lto-CGO0", "Fast")]
    public void Code_is_generated_at_the_level_of_one_pass(string option, string allocator)
    {
        _workshop.Bitcode("main.c", "int main(void) { return 0; }");
        Finished ours = _workshop.Link("program", "main.o", option, "-Wl,-mllvm,-debug-pass=Structure");
        LldWorkshop.Succeed(ours);
        Finished alone = _workshop.LinkAlone("alone", "main.o", option, "-Wl,-mllvm,-debug-pass=Structure");
        Assert.Contains($"{allocator} Register Allocator", alone.Error, StringComparison.Ordinal);
        Assert.Contains($"{allocator} Register Allocator", ours.Error, StringComparison.Ordinal);
        string other = allocator == "Fast" ? "Greedy" : "Fast";
        Assert.DoesNotContain($"{other} Register Allocator", ours.Error, StringComparison.Ordinal);
    }

    private string Common(string file) =>
        Tools.Check(Tools.Llvm("llvm-nm"), "-S", _workshop.File(file)).Split('\n').Single(l => l.EndsWith(" shared", StringComparison.Ordinal))[17..];

    private void Check(params string[] arguments)
    {
        _workshop.LinkBoth("library.so", "alone.so", arguments);
        string[] symbols = _workshop.DynamicSymbols("library.so");
        Assert.Equal(_workshop.DynamicSymbols("alone.so"), symbols);
        Assert.NotEmpty(symbols);
    }
}
