using LtoPar.Llvm;

namespace LtoPar.Base.Tests.Llvm;

/// <summary>LLVM is set up once, whoever asks again.</summary>
public sealed class LlvmSessionTests
{
    [Fact]
    public void It_is_started_once()
    {
        LlvmSession.Start(null);
        string path = LlvmLibrary.Path;
        LlvmSession.Start("/nothere/libLLVM.so");
        Assert.Equal(path, LlvmLibrary.Path);
        Assert.NotEqual("", path);
    }

    [Fact]
    public void Options_are_set_once_and_others_are_refused()
    {
        LlvmSession.Start(null);
        LlvmSession.SetOptions([], [], NotCalled);
        LlvmSession.SetOptions([], [], NotCalled);
        Assert.Throws<InvalidOperationException>(() => LlvmSession.SetOptions(["-inlinedefault-threshold=5"], [], NotCalled));
        Assert.Throws<InvalidOperationException>(() => LlvmSession.SetOptions([], ["-no-such-word"], NotCalled));
    }

    private static void NotCalled(IReadOnlyList<string> words) => Assert.Fail("there are no words");
}
