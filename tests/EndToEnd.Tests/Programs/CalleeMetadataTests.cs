namespace LtoPar.EndToEnd.Tests.Programs;

/// <summary>
/// Objects with and without called-value-propagation, byte for byte. The identity of the link is given, for by itself it is a hash of the module's
/// bits, of which the metadata is some. A word for GlobalISel keeps the pass; "-global-isel=false" is what holds anyway.
/// LTO_PAR_TEST_FULL=1 compares the corpora as well, at each level that has the pass, with and without debug information.
/// </summary>
public sealed class CalleeMetadataTests : IDisposable
{
    private const string KeepPass = "-mllvm=-global-isel=false";

    /// <summary>Who is called is known in the whole program alone: through an argument, and through a variable.</summary>
    private const string Text =
        """
        @op = internal global ptr @add
        define internal i32 @add(i32 %a, i32 %b) noinline { %r = add i32 %a, %b
          ret i32 %r }
        define internal i32 @sub(i32 %a, i32 %b) noinline { %r = sub i32 %a, %b
          ret i32 %r }
        define internal i32 @apply(ptr %f, i32 %a, i32 %b) noinline { %r = call i32 %f(i32 %a, i32 %b)
          %g = load ptr, ptr @op
          %s = call i32 %g(i32 %r, i32 %b)
          ret i32 %s }
        define void @choose(i1 %k) { %p = select i1 %k, ptr @add, ptr @sub
          store ptr %p, ptr @op
          ret void }
        define i32 @run(i1 %k, i32 %a) { %p = select i1 %k, ptr @add, ptr @sub
          %r = call i32 @apply(ptr %p, i32 %a, i32 3)
          %s = call i32 @apply(ptr @sub, i32 %r, i32 %a)
          ret i32 %s }
        """;

    private static readonly string[] s_levels = ["-O2", "-O3", "-Os", "-Oz"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("x86_64-unknown-linux-gnu")]
    [InlineData("aarch64-unknown-linux-gnu")]
    public void Only_metadata_differs_that_code_generation_does_not_read(string triple)
    {
        string input = Assembled($"target triple = \"{triple}\"\n{Text}");
        foreach (string level in s_levels)
        {
            Assert.Contains("!callees", Optimized(input, level, KeepPass), StringComparison.Ordinal);
            Assert.DoesNotContain("!callees", Optimized(input, level), StringComparison.Ordinal);
            AssertSameObjects(input, level, "max");
        }
    }

    /// <summary>GlobalISel, and what openmp-opt runs, read it.</summary>
    [Theory]
    [InlineData("aarch64-unknown-linux-gnu", "", "--codegen-opt-level=0")]
    [InlineData("x86_64-unknown-linux-gnu", "!llvm.module.flags = !{!0}\n!0 = !{i32 7, !\"openmp\", i32 51}", "-O2")]
    [InlineData("riscv64-unknown-linux-gnu", "", "-O2")]
    public void It_is_there_for_those_that_read_it(string triple, string flags, string option) =>
        Assert.Contains("!callees", Optimized(Assembled($"target triple = \"{triple}\"\n{Text}\n{flags}"), option), StringComparison.Ordinal);

    [Fact]
    public void Objects_of_real_programs_are_the_same()
    {
        if (!TestForm.IsFull)
        {
            AssertSameObjects(Corpus.File("ninja", "merged.bc"), "-O2", "dfs");
            return;
        }

        AssertSameObjects(Corpus.File("lua", "merged.bc"), "-O2", "dfs");

        foreach (string level in s_levels)
        {
            foreach (string variant in new[] { "O2", "O2-g" })
            {
                foreach (string program in new[] { "lua", "ninja", "sqlite" })
                {
                    AssertSameObjects(Corpus.File(program, "merged.bc", variant), level, "dfs");
                }
            }

            AssertSameObjects(Corpus.File("zstd", "merged.bc"), level, "dfs");
        }
    }

    private void AssertSameObjects(string input, string level, string method)
    {
        Compile("without");
        Compile("with", KeepPass);
        string[] names = [.. Directory.GetFiles(_folder.File("without"), "*.o").Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(names);
        Assert.Equal(names, Directory.GetFiles(_folder.File("with"), "*.o").Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal));
        foreach (string name in names)
        {
            Assert.True(Object("without", name).AsSpan().SequenceEqual(Object("with", name)), $"{input} {level}: {name}");
        }

        void Compile(string folder, params string[] words)
        {
            if (Directory.Exists(_folder.File(folder)))
            {
                Directory.Delete(_folder.File(folder), recursive: true);
            }

            string output = $"--emit-objects={_folder.File(folder)}";
            Tools.Check(Tools.LtoPar, [input, "--stage=ipo", level, $"--partition={method}", "--unique-id=x", output, .. words]);
        }

        byte[] Object(string folder, string name) => File.ReadAllBytes(Path.Combine(_folder.File(folder), name));
    }

    private string Assembled(string text)
    {
        File.WriteAllText(_folder.File("m.ll"), text);
        Tools.Check(Tools.Llvm("llvm-as"), _folder.File("m.ll"), "-o", _folder.File("m.bc"));
        return _folder.File("m.bc");
    }

    private string Optimized(string input, params string[] options)
    {
        Tools.Check(Tools.LtoPar, ["ipo", input, "--to=post-inline", .. options, "-o", _folder.File("ipo.bc")]);
        return Tools.Check(Tools.Llvm("llvm-dis"), _folder.File("ipo.bc"), "-o", "-");
    }
}
