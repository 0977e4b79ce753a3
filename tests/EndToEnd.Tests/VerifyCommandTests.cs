namespace LtoPar.EndToEnd.Tests;

/// <summary>Tests the output and status of verify, with commands that tell the two programs apart, and with commands that fail.</summary>
public sealed class VerifyCommandTests : IDisposable
{
    private const string Program =
        "target triple = \"x86_64-pc-linux-gnu\"\ndefine internal i32 @near() noinline { ret i32 1 }\n"
        + "define internal i32 @far() noinline { %r = call i32 @near()\n ret i32 %r }\n"
        + "define i32 @main() { %a = call i32 @far()\n ret i32 0 }\n";

    private readonly TempFolder _folder = new();

    public VerifyCommandTests()
    {
        File.WriteAllText(_folder.File("p.ll"), Program);
        Tools.Check(Tools.Llvm("llvm-as"), _folder.File("p.ll"), "-o", Input);
    }

    private string Input => _folder.File("p.bc");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_difference_in_behaviour_is_an_error_with_both_texts()
    {
        // The program is told which object it was made of: the two have other names.
        Finished finished = Verify("--link-with=cc -no-pie %i -o %o && echo %i >%o.made", "--run=%p >/dev/null; grep -c partitions %p.made");
        Assert.Equal(1, finished.Status);
        Assert.Contains(
            "SameBehaviour: the partitioned program ends with status 0; expected 1 (and 1 more; --all lists them)", finished.Error, StringComparison.Ordinal);
        Finished all = Verify("--link-with=cc -no-pie %i -o %o && echo %i >%o.made", "--run=%p >/dev/null; grep -c partitions %p.made", "--all");
        Assert.Equal(2, all.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("SameBehaviour: the partitioned program's output differs in line 1: '1'; expected '0'", all.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_fails_only_with_partitions_is_a_difference()
    {
        Finished finished = Verify("--link-with=case %i in *partitions*) echo no >&2; exit 4;; esac; cc -no-pie %i -o %o");
        Assert.Equal(1, finished.Status);
        Assert.Contains("SameBehaviour: the partitions do not link: status 4: no", finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_always_fails_is_the_users()
    {
        Finished finished = Verify("--link-with=echo 100%% wrong >&2; exit 1; %i %o");
        Assert.Equal((1, ""), (finished.Status, finished.Output));
        Assert.Equal("lto-par: error: --link-with fails on the one-partition object already: status 1: 100% wrong\n", finished.Error);
    }

    /// <summary>Each of these programs is another one when it is cut without the rule.</summary>
    [Theory]
    [InlineData("comdat.ll", "comdat", "ComdatsAlike: comdat 'g' is in ")]
    [InlineData("ifunc.ll", "ifunc", "IFunc resolver must be a definition")]
    public void A_rule_that_is_switched_off_is_off(string trap, string rule, string message)
    {
        Tools.Check(Tools.Llvm("llvm-as"), Path.Combine(Tools.Root, "tests/traps", trap), "-o", Input);
        Assert.Equal(0, Verify().Status);
        Finished finished = Verify($"--disable-rule={rule}");
        Assert.Equal(1, finished.Status);
        Assert.Contains(message, finished.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--link-with=cc %i", "--link-with 'cc %i' has no %o")]
    [InlineData("--run=%p", "--run needs --link-with")]
    [InlineData("--modes=fast", "unknown mode 'fast'; use threads, serial, shuffled, files")]
    [InlineData("--modes=serial,serial", "a mode is named twice")]
    public void Wrong_options_are_refused(string option, string message)
    {
        Finished finished = Verify(option);
        Assert.Equal(1, finished.Status);
        Assert.Contains(message, finished.Error, StringComparison.Ordinal);
        Assert.Single(finished.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>A process each: targets of LLVM change options that all share (the least size of a jump table).</summary>
    [Theory]
    [InlineData("i386-linux-gnu", "-fPIC")]
    [InlineData("aarch64-linux-gnu", "-fPIC")]
    [InlineData("armv7-linux-gnueabihf", "-fno-pic")]
    [InlineData("s390x-linux-gnu", "-fno-pic")]
    [InlineData("powerpc64le-linux-gnu", "-fPIC")]
    [InlineData("loongarch64-linux-gnu", "-fno-pic")]
    [InlineData("x86_64-linux-gnu", "-fcf-protection=full")]
    [InlineData("x86_64-linux-gnu", "-mcmodel=medium")]
    [InlineData("x86_64-linux-gnu", "-fno-plt")]
    public void Other_targets_and_ways_of_calling_have_no_differences(string triple, string option)
    {
        File.WriteAllText(
            _folder.File("p.cpp"),
            """
            extern "C" int printf(const char *, ...);
            struct A { virtual int f(int); virtual ~A(); int v = 3; };
            struct B : A { int f(int) override; };
            static thread_local int local;
            static int state = 5, other[9];
            static const char *names[] = {"a", "bb", "ccc"};
            int A::f(int x) { return x + v; }
            A::~A() { state++; }
            int B::f(int x) { try { if (x > 5) throw 3; return A::f(x) + state; } catch (int i) { return i; } }
            template <class T> __attribute__((noinline)) T twice(T x) { static T sum = x; sum += x; return sum; }
            static __attribute__((noinline)) int near(int x) { local += x; return twice(x) + other[x & 7]; }
            static __attribute__((noinline)) int far(int x) {
              switch (x) { case 0: return 1; case 1: return near(7); case 2: return 9; case 3: return near(2); case 4: return 77; case 5: return -1; }
              return twice(2.5) > x;
            }
            inline int shared = near(3);
            static int constructed = far(4);
            int *pointer = &shared;
            __attribute__((constructor(200))) static void early() { other[1] = near(1); }
            __attribute__((used, retain, section("keep"))) static int kept = 9;
            extern "C" int user(int n) { B b; A *a = &b; return a->f(n) + far(n) + near(n) + printf("%s", names[n % 3]) + *pointer + constructed; }
            """);
        Tools.Check(
            Tools.Llvm("clang++"), $"--target={triple}", "-O1", option, "-std=c++17", "-flto", "-c", _folder.File("p.cpp"), "-o", _folder.File("cpp.bc"));
        foreach (string stage in new[] { "codegen", "post-ipo" })
        {
            string proof = Tools.Check(Tools.LtoPar, "verify", _folder.File("cpp.bc"), $"--stage={stage}", "--partition=max", "--modes=threads", "--all");
            Assert.EndsWith(", 0 differences\n", proof, StringComparison.Ordinal);
        }
    }

    /// <summary>Four of many partitions go through every mode; where modes are named, all do.</summary>
    [Fact]
    public void Modes_are_compared_on_a_sample()
    {
        File.WriteAllText(
            _folder.File("p.ll"),
            "target triple = \"x86_64-pc-linux-gnu\"\n"
            + string.Concat(Enumerable.Range(0, 7).Select(i => $"$c{i} = comdat any\ndefine linkonce_odr i32 @c{i}() comdat {{ ret i32 {i} }}\n"))
            + $"@t = global [7 x ptr] [{string.Join(", ", Enumerable.Range(0, 7).Select(i => $"ptr @c{i}"))}]\n");
        Tools.Check(Tools.Llvm("llvm-as"), _folder.File("p.ll"), "-o", Input);
        Assert.Equal(
            $"lto-par: verified {Input}: 8 partitions, 4 modes identical in 4 of them, 8 symbols (0 promoted), 0 differences\n",
            Tools.Check(Tools.LtoPar, "verify", Input, "--partition=max", "-j2"));
        Assert.Equal(
            $"lto-par: verified {Input}: 8 partitions, 2 modes identical, 8 symbols (0 promoted), 0 differences\n",
            Tools.Check(Tools.LtoPar, "verify", Input, "--partition=max", "--modes=serial,files"));
    }

    [Fact]
    public void Other_formats_are_refused()
    {
        File.WriteAllText(_folder.File("m.ll"), "target triple = \"arm64-apple-macosx\"\ndefine void @f() { ret void }\n");
        Tools.Check(Tools.Llvm("llvm-as"), _folder.File("m.ll"), "-o", _folder.File("m.bc"));
        Finished finished = Tools.Run(Tools.LtoPar, "verify", _folder.File("m.bc"));
        Assert.Equal((1, $"lto-par: error: {_folder.File("m.bc")}: verify reads ELF objects only\n"), (finished.Status, finished.Error));
    }

    [Fact]
    public void It_leaves_nothing_behind_and_says_what_it_does_when_asked()
    {
        Finished finished = Tools.Run(Tools.LtoPar, ["verify", Input, "--partition=max", "-v", "-j1"], null, [("TMPDIR", _folder.Path)]);
        Assert.Equal(0, finished.Status);
        Assert.Equal($"lto-par: verified {Input}: 3 partitions, 4 modes identical, 3 symbols (2 promoted), 0 differences\n", finished.Output);
        Assert.All(
            ["one partition: ", "threads: ", "serial: ", "shuffled: ", "files: ", "compare: "],
            part => Assert.Contains("lto-par: " + part, finished.Error, StringComparison.Ordinal));
        Assert.Equal(["p.bc", "p.ll"], Directory.GetFileSystemEntries(_folder.Path).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
    }

    private Finished Verify(params string[] options) => Tools.Run(Tools.LtoPar, ["verify", Input, "--partition=max", "--modes=threads", .. options]);
}
