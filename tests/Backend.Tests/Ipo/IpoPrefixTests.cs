using LLVMSharp.Interop;
using LtoPar.Backend.Ipo;
using LtoPar.Backend.Partitions;
using LtoPar.Llvm;
using LtoPar.TestSupport;

namespace LtoPar.Backend.Tests.Ipo;

/// <summary>The prefix as other parts of the program call it.</summary>
[Collection(nameof(IpoCollection))]
public sealed unsafe class IpoPrefixTests
{
    private const string Program =
        "target triple = \"x86_64-pc-linux-gnu\"\n@state = internal global i32 3\n"
        + "define internal i32 @helper(i32 %x) {\n  %v = load i32, ptr @state\n  %r = add i32 %x, %v\n  ret i32 %r\n}\n"
        + "define internal void @unused() {\n  ret void\n}\n"
        + "define i32 @main(i32 %c) {\n  %r = call i32 @helper(i32 %c)\n  ret i32 %r\n}\n";

    public IpoPrefixTests() => LlvmSession.Start(null);

    [Fact]
    public void It_sees_the_whole_program()
    {
        using InputModule input = InputModule.FromBytes(LlvmTools.Assemble(Program), "p.bc");
        IpoResult result = IpoPrefix.Run(input, new CompileOptions());
        using InputModule optimized = result.Module;
        string text = LlvmTools.Disassemble(optimized.Bytes.ToArray());
        Assert.DoesNotContain("@helper", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@unused", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@state", text, StringComparison.Ordinal);
        Assert.Equal("p.bc", optimized.Name);
        Assert.Empty(result.Diagnostics);
    }

    [Fact]
    public void A_loaded_module_becomes_what_a_read_one_does()
    {
        byte[] bitcode = LlvmTools.Assemble(Program);
        using InputModule input = InputModule.FromBytes(bitcode, "p.bc");
        using InputModule expected = IpoPrefix.Run(input, new CompileOptions()).Module;
        using LlvmContext context = new();
        LLVM.ContextSetDiscardValueNames(context.Handle, 1);
        LLVMOpaqueModule* module = WholeModule.Parse(context, bitcode, "p.bc");
        IpoPrefix.Run(context, module, "p.bc", new CompileOptions());
        using InputModule actual = InputModule.TakeBuffer(LLVM.WriteBitcodeToMemoryBuffer(module), "p.bc");
        Assert.Equal(expected.Bytes.ToArray(), actual.Bytes.ToArray());
    }

    [Fact]
    public void A_partition_is_not_put_through_it() =>
        Assert.Throws<ArgumentException>(() => PartitionCompiler.Compile([], "p", 0, new CompileOptions { Stage = Stage.Ipo }));

    [Fact]
    public void Its_options_are_spelled_for_the_command_that_runs_it_alone() =>
        Assert.Equal(
            ["--to=post-ipo", "-O3", "-mcpu=x", "--no-verify", "-mllvm=-a=b"],
            new CompileOptions
            {
                Level = OptimizationLevel.O3,
                Cpu = "x",
                Verify = false,
                LlvmArguments = ["-a=b"],
                FunctionSections = false,
            }.ToIpoArguments());
}
