using System.CommandLine;
using LtoPar.Backend;
using LtoPar.CallGraph;
using LtoPar.Driver.Help;
using LtoPar.Platform;

namespace LtoPar.Driver.CommandLine;

/// <summary>The options that reach LLVM: together they are <see cref="CompileOptions"/>.</summary>
internal sealed class TargetOptions
{
    private enum IpoMode
    {
        Serial,
        Parallel,
    }

    private static readonly string[] s_pic = ["-fPIC", "-fpic", "-fPIE", "-fpie", "-fno-pic", "-fno-PIC", "-fno-pie", "-fno-PIE", "--relocation-model"];

    private static readonly Dictionary<string, Stage> s_stages = new(StringComparer.Ordinal)
    {
        ["ipo"] = Backend.Stage.Ipo,
        ["partition-ipo"] = Backend.Stage.PartitionIpo,
        ["post-inline"] = Backend.Stage.PostInline,
        ["post-ipo"] = Backend.Stage.PostIpo,
        ["codegen"] = Backend.Stage.Codegen,
    };

    private static readonly Dictionary<string, IpoMode> s_ipoModes = new(StringComparer.Ordinal)
    {
        ["serial"] = IpoMode.Serial,
        ["parallel"] = IpoMode.Parallel,
    };

    private static readonly Dictionary<string, OptimizationLevel> s_levels = new(StringComparer.Ordinal)
    {
        ["0"] = OptimizationLevel.O0,
        ["1"] = OptimizationLevel.O1,
        ["2"] = OptimizationLevel.O2,
        ["3"] = OptimizationLevel.O3,
        ["s"] = OptimizationLevel.Os,
        ["z"] = OptimizationLevel.Oz,
    };

    private static readonly Dictionary<string, CodegenLevel> s_codegenLevels = new(StringComparer.Ordinal)
    {
        ["0"] = CodegenLevel.None,
        ["1"] = CodegenLevel.Less,
        ["2"] = CodegenLevel.Default,
        ["3"] = CodegenLevel.Aggressive,
    };

    private static readonly Dictionary<string, RelocationModel> s_relocations = new(StringComparer.Ordinal)
    {
        ["static"] = Backend.RelocationModel.Static,
        ["pic"] = Backend.RelocationModel.Pic,
    };

    private static readonly Dictionary<string, CodeModel> s_codeModels = new(StringComparer.Ordinal)
    {
        ["tiny"] = Backend.CodeModel.Tiny,
        ["small"] = Backend.CodeModel.Small,
        ["kernel"] = Backend.CodeModel.Kernel,
        ["medium"] = Backend.CodeModel.Medium,
        ["large"] = Backend.CodeModel.Large,
    };

    private readonly Option<Stage?> _stage = OptionFactory.OneOf(
        "--stage",
        "What remains to be done to the input: IPO and all that follows, that in the partitions, everything after inlining, everything after IPO (default), "
            + "or code generation alone",
        s_stages);
    private readonly Option<IpoMode?> _ipo = OptionFactory.OneOf(
        "--ipo", "With --stage=ipo: optimise the program as a whole before it is cut (serial, default), or in the partitions (parallel)", s_ipoModes);
    private readonly Option<OptimizationLevel?> _level = OptionFactory.OneOf("-O", "Optimization level (default 2)", s_levels);
    private readonly Option<CodegenLevel?> _codegenLevel =
        OptionFactory.OneOf("--codegen-opt-level", "Level of code generation alone (default: as -O)", s_codegenLevels);
    private readonly Option<string?> _cpu =
        OptionFactory.Text("-mcpu", "CPU", "Processor; 'native' is this machine's (functions that name one keep it)", "--mcpu");
    private readonly Option<string?> _features = OptionFactory.Text("-mattr", "LIST", "Processor features, as +avx2,-fma", "--mattr");
    private readonly Option<CodeModel?> _codeModel = OptionFactory.OneOf("-mcmodel", "Code model (default: the module's)", s_codeModels, "--code-model");
    private readonly Option<RelocationModel?> _relocation =
        OptionFactory.OneOf("--relocation-model", "Relocation model (default: the module's PIC level)", s_relocations);
    private readonly Option<bool> _pic = OptionFactory.Flag("-fPIC", "Position-independent code", "-fpic", "-fPIE", "-fpie");
    private readonly Option<bool> _noPic = OptionFactory.Flag("-fno-pic", "Static code", "-fno-PIC", "-fno-pie", "-fno-PIE");
    private readonly Option<bool> _functionSections = OptionFactory.Flag("-ffunction-sections", "A section for each function (default)");
    private readonly Option<bool> _noFunctionSections = OptionFactory.Flag("-fno-function-sections", "Functions share a section");
    private readonly Option<bool> _dataSections = OptionFactory.Flag("-fdata-sections", "A section for each variable (default)");
    private readonly Option<bool> _noDataSections = OptionFactory.Flag("-fno-data-sections", "Variables share sections");
    private readonly Option<bool> _addressSignificance =
        OptionFactory.Flag("-faddrsig", "Tables of significant addresses in the objects, for ld.lld --icf=safe; use with --emit-objects");
    private readonly Option<bool> _noAddressSignificance = OptionFactory.Flag("-fno-addrsig", "No such tables (default)");
    private readonly Option<bool> _verify = OptionFactory.Flag("--verify", "Run LLVM's verifier on what goes into IPO and on each partition (default)");
    private readonly Option<bool> _noVerify = OptionFactory.Flag("--no-verify", "Do not run it");

    private readonly Option<string[]> _llvm = new("-mllvm", "--mllvm")
    {
        Description = "An option of LLVM itself; may be given several times",
        HelpName = "OPTION",
        Arity = ArgumentArity.OneOrMore,
    };

    public HelpGroup Group => new(
        "Code generation",
        [
            _stage, _ipo, _level, _codegenLevel, _cpu, _features, _codeModel, _relocation, _pic, _noPic, _functionSections, _noFunctionSections, _dataSections,
            _noDataSections, _addressSignificance, _noAddressSignificance, _verify, _noVerify, _llvm,
        ]);

    /// <summary>The group for "ipo", which runs one stage and generates no code.</summary>
    public HelpGroup IpoGroup =>
        new("Optimisation", [_level, _codegenLevel, _cpu, _features, _codeModel, _relocation, _pic, _noPic, _verify, _noVerify, _llvm]);

    /// <param name="stage">What remains to be done to the input if no option says.</param>
    public CompileOptions Read(ParseResult result, Stage stage = Backend.Stage.PostIpo) => new()
    {
        Stage = Stage(result, stage),
        Level = result.GetValue(_level) ?? OptimizationLevel.O2,
        CodegenLevel = result.GetValue(_codegenLevel),
        Cpu = result.GetValue(_cpu),
        Features = result.GetValue(_features),
        CodeModel = result.GetValue(_codeModel),
        RelocationModel = Relocation(result),
        FunctionSections = OptionFactory.LastOf(result, "-ffunction-sections", "-fno-function-sections") != "-fno-function-sections",
        DataSections = OptionFactory.LastOf(result, "-fdata-sections", "-fno-data-sections") != "-fno-data-sections",
        AddressSignificance = OptionFactory.LastOf(result, "-faddrsig", "-fno-addrsig") == "-faddrsig",
        Verify = OptionFactory.LastOf(result, "--verify", "--no-verify") != "--no-verify",
        Rules = RulesOption.Read(result),
        LlvmArguments = result.GetValue(_llvm) ?? [],
    };

    /// <exception cref="LtoParException">IPO is to run in the partitions, and has run.</exception>
    private Stage Stage(ParseResult result, Stage otherwise)
    {
        Stage stage = result.GetValue(_stage) ?? otherwise;
        if (result.GetValue(_ipo) is not IpoMode.Parallel)
        {
            return stage;
        }

        return stage == Backend.Stage.PartitionIpo ? stage
            : stage == Backend.Stage.Ipo ? Backend.Stage.ParallelIpo
            : throw new LtoParException(null, "--ipo=parallel: there is no IPO left to do; use --stage=ipo");
    }

    private RelocationModel? Relocation(ParseResult result) => OptionFactory.LastOf(result, s_pic) switch
    {
        null => null,
        "--relocation-model" => result.GetValue(_relocation),
        var spelling when spelling.StartsWith("-fno", StringComparison.Ordinal) => Backend.RelocationModel.Static,
        _ => Backend.RelocationModel.Pic,
    };
}
