using LtoPar.Backend.Merging;
using LtoPar.Backend.Merging.Sources;
using LtoPar.LinkJobs;
using LtoPar.Platform;
using LtoPar.TestSupport;

namespace LtoPar.Backend.Tests.Merging;

/// <summary>An error in a job names the file that it is in.</summary>
public sealed class MergeFaultTests
{
    private const string Function = "define void @f() { ret void }";

    [Fact]
    public void Files_for_two_machines_are_both_named()
    {
        using MergeCase link = new MergeCase()
            .Add("a", Function, "f,px", "target triple = \"x86_64-pc-linux-gnu\"\n")
            .Add("b", "define void @g() { ret void }", "g,px", "target triple = \"aarch64-unknown-linux-gnu\"\n");
        Fails(link, "b", "is for target 'aarch64-unknown-linux-gnu', and a is for 'x86_64-pc-linux-gnu'");
    }

    [Fact]
    public void The_vendor_is_no_machine()
    {
        using MergeCase link = new MergeCase()
            .Add("a", Function, "f,px", "target triple = \"x86_64-pc-linux-gnu\"\n")
            .Add("b", "define void @g() { ret void }", "g,px", "target triple = \"x86_64-unknown-linux-gnu\"\n");
        Assert.Contains("@g()", link.Merge(), StringComparison.Ordinal);
    }

    [Fact]
    public void Layouts_must_agree()
    {
        using MergeCase link = new MergeCase()
            .Add("a", Function, "f,px", "target datalayout = \"e-m:e-i64:64\"\n")
            .Add("b", "define void @g() { ret void }", "g,px", "target datalayout = \"e-m:e-i64:32\"\n");
        Fails(link, "b", "has data layout");
    }

    [Fact]
    public void Flags_that_conflict_name_both_files()
    {
        using MergeCase link = new MergeCase()
            .Add("a", Function, "f,px")
            .Add("b", "define void @g() { ret void }\n!llvm.module.flags = !{!0}\n!0 = !{i32 1, !\"wchar_size\", i32 4}", "g,px")
            .Add("c", "define void @h() { ret void }\n!llvm.module.flags = !{!0}\n!0 = !{i32 1, !\"wchar_size\", i32 2}", "h,px");
        Fails(link, "c", "'wchar_size': IDs have conflicting values in 'c' and 'b'");
    }

    [Fact]
    public void One_file_alone_prevails()
    {
        using MergeCase link = new MergeCase().Add("a", Function, "f,px").Add("b", Function, "f,px");
        Fails(link, "b", "'f' is said to be the prevailing definition here and in a");
    }

    [Fact]
    public void Names_must_be_the_modules()
    {
        using MergeCase link = new MergeCase().Add("a", Function, "f,px");
        LinkJob job = link.Job();
        LinkModule module = job.Modules[0];
        Fails(
            job with { Modules = [module with { Symbols = [new LinkSymbol("g"u8.ToArray(), SymbolResolution.Prevailing)] }] }, "a",
            "symbol 1 is 'g' in the job and 'f' in the module");
        Fails(job with { Modules = [module with { Symbols = [] }] }, "a", "the job has 0 symbols, the module also 'f'");
        Fails(job with { Modules = [module with { Symbols = [.. module.Symbols, .. module.Symbols] }] }, "a", "the job has 2 symbols, the module 1");
    }

    [Fact]
    public void Files_must_be_whole_bitcode()
    {
        using MergeCase link = new MergeCase().Add("a", Function, "f,px");
        LinkJob job = link.Job();
        LinkModule module = job.Modules[0];
        long length = new FileInfo(module.Path).Length;
        Fails(job with { Modules = [module with { Path = module.Path + ".gone" }] }, module.Path + ".gone", "no such file");
        Fails(job with { Modules = [module with { Offset = 4, Size = length }] }, "a", "is truncated: it should be bytes 4 to");
        Fails(job with { Modules = [module with { Offset = length + 1 }] }, "a", "is truncated");
        Fails(job with { Modules = [module with { Size = length / 2 & ~3 }] }, "a", "is truncated");
        Fails(job with { Modules = [module with { Offset = 4 }] }, "a", "is not LLVM bitcode");
        Fails(job with { Modules = [] }, "program", "has no modules");
    }

    [Fact]
    public void ThinLto_is_refused_and_unified_taken()
    {
        using MergeCase thin = new();
        string path = Compile(thin, "-flto=thin");
        Fails(
            new LinkJob(LinkOutputKind.Pie, "program", [new LinkModule(path, 0, 0, "x.o", [])]), "x.o",
            "is a ThinLTO module; compile with -flto (or -flto=full) instead of -flto=thin");
        using MergeCase unified = new();
        string merged = unified.AddFile(Compile(unified, "-flto", "-funified-lto"), "f,px").Merge();
        Assert.Contains("@f()", merged, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_a_table_gets_one()
    {
        using MergeCase link = new();
        string path = Compile(link, "-flto");
        // llvm-dis and llvm-as drop the table of a module with assembly: llvm-as registers no targets.
        byte[] bare = LlvmTools.Assemble(LlvmTools.Disassemble(File.ReadAllBytes(path)));
        Assert.Null(LtoPar.Bitcode.Symbols.IrSymbolTable.Read(bare));
        File.WriteAllBytes(path, bare);
        Assert.Matches(@"define .*@f\(\)", link.AddFile(path, "f,px").Merge());
        Assert.True(SymbolTableWriter.IsCurrent(LtoPar.Bitcode.Symbols.IrSymbolTable.Read(SymbolTableWriter.Rewrite(bare, "x"))));
    }

    private static string Compile(MergeCase link, params string[] flags)
    {
        string path = Path.Combine(link.Folder, "x.o");
        LlvmTools.Run("clang", "__asm__(\"nop\"); int f(void) { return 1; }"u8.ToArray(), ["-x", "c", "-", "-c", "-O1", .. flags, "-o", path]);
        return path;
    }

    private static void Fails(MergeCase link, string file, string message) => Fails(link.Job(), file, message);

    private static void Fails(LinkJob job, string file, string message)
    {
        LtoParException error = Assert.Throws<LtoParException>(() => ModuleMerger.Merge(job, new MergeOptions(), 2).Dispose());
        Assert.Equal(file, error.File);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
