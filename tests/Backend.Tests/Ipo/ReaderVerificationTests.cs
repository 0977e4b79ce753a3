using LLVMSharp.Interop;
using LtoPar.Backend.Ipo;
using LtoPar.Llvm;
using LtoPar.Platform.Threads;
using LtoPar.TestSupport;

namespace LtoPar.Backend.Tests.Ipo;

/// <summary>
/// When a module that was read need not be verified again. That the reader refuses what is wrong is in EndToEnd.Tests, for it ends the process.
/// </summary>
public sealed unsafe class ReaderVerificationTests
{
    private const string Target =
        "target triple = \"x86_64-pc-linux-gnu\"\n"
        + "target datalayout = \"e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128\"\n";

    private const string Body = "define void @f() { ret void }\n";

    private const string Flag = "!llvm.module.flags = !{!0}\n!0 = !{i32 2, !\"Debug Info Version\", i32 3}\n";

    [Fact]
    public void The_reader_verifies_what_has_debug_information_of_this_version() => Assert.True(IsVerified(Target + Body + Flag));

    [Fact]
    public void It_does_not_verify_the_rest()
    {
        Assert.False(IsVerified(Target + Body));
        Assert.False(IsVerified(Target + Body + Flag.Replace("i32 3", "i32 2", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_judged_by_a_layout_that_comes_later_is_verified_again() => Assert.False(IsVerified(Body + Flag));

    [Fact]
    public void The_user_can_tell_the_reader_not_to() =>
        Assert.False(IsVerified(Target + Body + Flag, new CompileOptions { LlvmArguments = ["-disable-auto-upgrade-debug-info"] }));

    private static bool IsVerified(string text, CompileOptions? options = null)
    {
        LlvmSession.Start(null);
        byte[] bitcode = LlvmTools.Assemble(text);
        bool verified = false;
        WorkerThreads.Run(1, _ =>
        {
            using LlvmContext context = new();
            LLVMOpaqueModule* module = WholeModule.Parse(context, bitcode, "m.bc");
            verified = ReaderVerification.IsOf(module, options ?? new CompileOptions());
        });
        return verified;
    }
}
