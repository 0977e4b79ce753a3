using System.Text.RegularExpressions;

namespace LtoPar.EndToEnd.Tests;

/// <summary>
/// Whatever is wrong with a module, every command says it in one line, with status 1, and leaves no output; LLVM's own words ("LLVM ERROR:",
/// lines of IR, "terminate called") come inside that line or not at all. Flipped bits may also leave a module that is right.
/// LTO_PAR_TEST_FULL=1 gives every module to every command; without it they take turns.
/// </summary>
public sealed partial class MalformedTests : IDisposable
{
    private const string Source =
        """
        int printf(const char *, ...);
        static int table[] = {1, 2, 3};
        static int (*const ops[])(const char *, ...) = {printf, printf};
        int f(int i) { return table[i]; }
        __attribute__((noinline)) static int g(int i) {
          switch (i) { case 0: return 1; case 1: return f(i); case 2: return 7; case 3: return f(3); case 4: return 11; }
          return i;
        }
        __attribute__((constructor)) static void early(void) { table[1] = g(2); }
        int main(int c, char **v) { for (int i = 0; i < c; i++) ops[i & 1]("%s %d\n", v[i], f(i) + g(i)); return 0; }
        """;

    private const string Symbols =
        """
        target triple = "x86_64-pc-linux-gnu"
        target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
        $inline = comdat any
        @v = internal global i32 3
        @table = internal constant [2 x ptr] [ptr @left, ptr @right]
        @second = alias i32, ptr @v
        @where = ifunc i32 (i32), ptr @resolve
        module asm ".globl asm_sym"
        module asm "asm_sym: ret"
        define internal ptr @resolve() { ret ptr @left }
        define linkonce_odr i32 @inline(i32 %x) noinline comdat { ret i32 %x }
        define i32 @left(i32 %x) noinline { %a = call i32 @inline(i32 %x)
          call void asm sideeffect "nop", "~{memory}"()
          ret i32 %a }
        define internal i32 @right(i32 %x) noinline { %a = load i32, ptr @second
          %p = getelementptr [2 x ptr], ptr @table, i64 0, i32 %x
          %q = load ptr, ptr %p
          indirectbr ptr blockaddress(@right, %end), [label %end]
        end:
          %b = call i32 %q(i32 %a)
          ret i32 %b }
        define i32 @main(i32 %n) { %a = call i32 @right(i32 %n)
          %b = call i32 @where(i32 %a)
          ret i32 %b }
        """;

    /// <summary>@ is the module, # a job that links it.</summary>
    private static readonly string[][] s_commands =
    [
        ["@", "-o", "out.o"],
        ["verify", "@", "--modes=threads"],
        ["@", "--stage=ipo", "--partition=max", "-o", "out.o"],
        ["dump-partitions", "@"],
        ["compile", "@", "-o", "out.o"],
        ["link", "#", "-o", "out.o"],
        ["symtab", "@", "-o", "out.bc"],
        ["ipo", "@", "-o", "out.o"],
    ];

    /// <summary>Those that generate code: what is wrong must not pass them.</summary>
    private static readonly string[] s_compiling = ["@", "verify", "compile"];

    private readonly TempFolder _folder = new();

    /// <param name="Job">The job in which a linker resolved the module before it was damaged; null: it is not linked.</param>
    /// <param name="IsWrong">Nothing can be compiled of it.</param>
    private sealed record Module(string Name, byte[] Bytes, string? Job, bool IsWrong);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_command_says_it_in_one_line()
    {
        List<Module> modules =
        [
            .. Damaged(Compiled("plain", "-O2")), .. Damaged(Compiled("debug", "-O1", "-g")), .. Damaged(
                Good("symbols", Assembled("symbols", Symbols))), .. Texts(),
        ];
        Assert.True(modules.Count >= 120, $"{modules.Count} modules");
        int failed = 0;
        List<string> problems = [];
        Parallel.For(0, modules.Count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            for (int c = 0; c < s_commands.Length; c++)
            {
                // What is wrong by design goes through code generation; the rest takes turns.
                if (TestForm.IsFull || c == i % s_commands.Length || (modules[i].IsWrong && c == 0))
                {
                    if (modules[i].Job is null && s_commands[c].Contains("#"))
                    {
                        continue;
                    }

                    (int status, string? problem) = Try(modules[i], i, s_commands[c]);
                    Interlocked.Add(ref failed, status);
                    if (problem is not null)
                    {
                        lock (problems)
                        {
                            problems.Add(problem);
                        }
                    }
                }
            }
        });
        Assert.True(problems.Count == 0, string.Join('\n', problems));
        Assert.True(failed > modules.Count / 2, $"{failed} failures: the damage does no damage");
    }

    private (int Failed, string? Problem) Try(Module module, int number, string[] command)
    {
        string folder = _folder.File($"{number}-{command[0].Trim('@')}-{command[1].Trim('-', '@', '#')}");
        string temporary = Path.Combine(folder, "tmp");
        Directory.CreateDirectory(temporary);
        File.WriteAllBytes(Path.Combine(folder, "m.bc"), module.Bytes);
        File.WriteAllText(Path.Combine(folder, "job"), module.Job);

        Finished finished = Tools.Run(Tools.LtoPar, command.Select(w => w == "@" ? "m.bc" : w == "#" ? "job" : w), folder, [("TMPDIR", temporary)]);
        string[] lines = finished.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] left = [.. Directory.GetFileSystemEntries(folder).Select(p => Path.GetFileName(p)!).Except(["m.bc", "job", "tmp"])];
        string[] temporaries = [.. Directory.GetFileSystemEntries(temporary).Where(
            p => !Path.GetFileName(p).StartsWith("lto-par-crash-", StringComparison.Ordinal))];
        int errors = lines.Count(l => l.StartsWith("lto-par: error: ", StringComparison.Ordinal));
        bool isFine = finished.Status switch
        {
            1 => errors == 1 && left.Length == 0 && temporaries.Length == 0,
            0 => errors == 0 && temporaries.Length == 0 && !(module.IsWrong && s_compiling.Contains(command[0])),
            _ => false,
        };
        // LLVM itself warns of a processor that a flipped bit has renamed, once for each function.
        isFine &= lines.All(l => Said().IsMatch(l) || l.EndsWith(
            "(ignoring processor)", StringComparison.Ordinal) || l.EndsWith("(ignoring feature)", StringComparison.Ordinal));
        isFine &= finished.Error.Length < 20_000;
        Directory.Delete(folder, recursive: true);
        return (finished.Status == 0 ? 0 : 1, isFine ? null : $"{module.Name}: lto-par {string.Join(' ', command)}: status {finished.Status}, left "
            + $"[{string.Join(' ', left)}], said: {finished.Error}");
    }

    /// <summary>Bits turned over, ends cut off, words of noise, pieces in each other's place.</summary>
    private static IEnumerable<Module> Damaged(Module good)
    {
#pragma warning disable CA5394 // the same bits every time
        Random random = new(5);
        for (int i = 0; i < 36; i++)
        {
            byte[] bad = [.. good.Bytes];
            int at = random.Next(2, (bad.Length / 4) - 8) * 4;
            switch (i % 6)
            {
                case 0:
                    Array.Resize(ref bad, random.Next(1, bad.Length));
                    break;
                case 1:
                    random.NextBytes(bad.AsSpan(at, 16));
                    break;
                case 2:
                    int other = random.Next(2, (bad.Length / 4) - 8) * 4;
                    good.Bytes.AsSpan(at, 32).CopyTo(bad.AsSpan(other));
                    good.Bytes.AsSpan(other, 32).CopyTo(bad.AsSpan(at));
                    break;
                default:
                    for (int flips = 1 + random.Next(3); flips > 0; flips--)
                    {
                        bad[random.Next(8, bad.Length)] ^= (byte)(1 << random.Next(8));
                    }

                    break;
            }
#pragma warning restore CA5394
            yield return new Module($"{good.Name} {i}", bad, good.Job, i % 6 == 0);
        }
    }

    private IEnumerable<Module> Texts() =>
        MalformedTexts.All.Select(t => new Module(t.Name, Assembled(t.Name, t.Text), null, t.IsWrong));

    private Module Compiled(string name, params string[] options)
    {
        File.WriteAllText(_folder.File("p.c"), Source);
        Tools.Check(Tools.Llvm("clang"), [.. options, "-flto", "-c", _folder.File("p.c"), "-o", _folder.File(name + ".bc")]);
        return Good(name, File.ReadAllBytes(_folder.File(name + ".bc")));
    }

    /// <summary>Links with the resolution file that ld.lld writes.</summary>
    private Module Good(string name, byte[] bytes)
    {
        File.WriteAllBytes(_folder.File("m.bc"), bytes);
        Finished linked = Tools.Run(Tools.Llvm("ld.lld"), ["-shared", "m.bc", "-o", "m.so", "--save-temps=resolution"], _folder.Path, []);
        Assert.True(linked.Status == 0, linked.Error);
        return new Module(name, bytes, File.ReadAllText(_folder.File("m.so.resolution.txt")), false);
    }

    private byte[] Assembled(string name, string text)
    {
        File.WriteAllText(_folder.File(name + ".ll"), text);
        Tools.Check(Tools.Llvm("llvm-as"), "-disable-verify", _folder.File(name + ".ll"), "-o", _folder.File(name + ".bc"));
        return File.ReadAllBytes(_folder.File(name + ".bc"));
    }

    [GeneratedRegex(@"^lto-par: (error|warning|note): \S")]
    private static partial Regex Said();
}
