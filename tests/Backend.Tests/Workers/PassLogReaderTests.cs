using LtoPar.Backend.Workers;

namespace LtoPar.Backend.Tests.Workers;

/// <summary>Lines as LLVM 22 prints them.</summary>
public sealed class PassLogReaderTests
{
    [Theory]
    [InlineData("Running pass: InstCombinePass on f (12 instructions)", "; in function 'f' (pass InstCombinePass)")]
    [InlineData("Running pass: LICMPass on loop %for.body in function g.lto_par.ab12", "; in function 'g' (pass LICMPass)")]
    [InlineData("Running pass: PostOrderFunctionAttrsPass on (h)", "; in function 'h' (pass PostOrderFunctionAttrsPass)")]
    [InlineData(
        "Running pass: RequireAnalysisPass<llvm::GlobalsAA, llvm::Module, llvm::AnalysisManager<Module>> on [module]",
        "; in pass RequireAnalysisPass<llvm::GlobalsAA, llvm::Module, llvm::AnalysisManager<Module>>")]
    [InlineData(
        "[2026-11-28 08:28:17.123456789] 0x55d0   Executing Pass 'X86 DAG->DAG Instruction Selection' on Function 'bad'...",
        "; in function 'bad' (pass X86 DAG->DAG Instruction Selection)")]
    [InlineData("[2026-11-28 08:28:17.1] 0x55d0  Executing Pass 'Function Pass Manager' on Module '<x>'...", "; in pass Function Pass Manager")]
    public void The_last_pass_is_remembered(string line, string place)
    {
        PassLogReader reader = new();
        Assert.Equal("", reader.Place);
        Assert.True(reader.Take("Running pass: SROAPass on before (3 instructions)"));
        Assert.True(reader.Take(line));
        Assert.True(reader.Take("Running analysis: TargetIRAnalysis on other"));
        Assert.True(reader.Take("Invalidating analysis: DominatorTreeAnalysis on other"));
        Assert.True(reader.Take("[2026-11-28 08:28:17.1] 0x55d0   Freeing Pass 'X' on Function 'other'..."));
        Assert.Equal(place, reader.Place);
    }

    [Fact]
    public void The_list_of_passes_is_left_out()
    {
        PassLogReader reader = new();
        Assert.False(reader.Take("Machine Module Information"));
        Assert.True(reader.Take("Pass Arguments:  -targetpassconfig -machinemoduleinfo"));
        Assert.True(reader.Take("Machine Module Information"));
        Assert.True(reader.Take("  ModulePass Manager"));
        Assert.True(reader.Take("[2026-11-28 08:28:17.1] 0x55d0  Executing Pass 'X' on Function 'f'..."));
        Assert.False(reader.Take("Machine Module Information"));
        Assert.Equal("; in function 'f' (pass X)", reader.Place);
    }

    [Theory]
    [InlineData("'znver9' is not a recognized processor for this target (ignoring processor)")]
    [InlineData("warning: mind the gap")]
    [InlineData("")]
    public void Other_lines_are_not_taken(string line) => Assert.False(new PassLogReader().Take(line));
}
