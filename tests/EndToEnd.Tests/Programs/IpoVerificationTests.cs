namespace LtoPar.EndToEnd.Tests.Programs;

/// <summary>IR that is not valid never gets into the prefix, whoever verifies it: LLVM's reader does where there is debug information.</summary>
public sealed class IpoVerificationTests : IDisposable
{
    private const string Target =
        "target triple = \"x86_64-pc-linux-gnu\"\n"
        + "target datalayout = \"e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128\"\n";

    /// <summary>The passes would drop it before any partition is verified.</summary>
    private const string NotDominated =
        "define i32 @main(i1 %c) { ret i32 0 }\n"
        + "define internal i32 @f(i1 %c) {\n br i1 %c, label %a, label %b\na:\n %x = add i32 1, 2\n br label %b\nb:\n ret i32 %x\n}\n";

    private const string DebugInfo = "!llvm.module.flags = !{!0}\n!0 = !{i32 2, !\"Debug Info Version\", i32 3}\n";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "does not dominate")]
    [InlineData(DebugInfo, "Broken module")]
    public void It_is_one_error_and_no_output(string flags, string reason)
    {
        File.WriteAllText(_folder.File("m.ll"), Target + NotDominated + flags);
        Tools.Check(Tools.Llvm("llvm-as"), "-disable-verify", _folder.File("m.ll"), "-o", _folder.File("m.bc"));
        string[][] commands = [["m.bc", "--stage=ipo"], ["ipo", "m.bc"]];
        foreach (string[] command in commands)
        {
            Finished finished = Tools.Run(Tools.LtoPar, [.. command, "-o", "x.o"], _folder.Path, []);
            Assert.Equal(1, finished.Status);
            string error = Assert.Single(finished.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.StartsWith("lto-par: error: ", error, StringComparison.Ordinal);
            Assert.Contains(reason, error, StringComparison.Ordinal);
            Assert.False(File.Exists(_folder.File("x.o")));
        }
    }
}
