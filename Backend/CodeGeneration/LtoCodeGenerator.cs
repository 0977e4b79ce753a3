using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LLVMSharp.Interop;
using LtoPar.LibLTO;
using LtoPar.Llvm;
using LtoPar.Platform;

namespace LtoPar.Backend.CodeGeneration;

/// <summary>
/// Code generation by libLTO, for what a target machine of the C API cannot be told: TargetOptions and MCTargetOptions (-emulated-tls,
/// -stack-size-section, ...), .llvm_addrsig, and the module flag "Large Data Threshold". The partition is written and read into a context of
/// libLTO's, and no pass but those of code generation runs; without such an option the object is the C API's, byte for byte.
/// </summary>
internal sealed unsafe class LtoCodeGenerator : IDisposable
{
    private static string? s_settings;

    private readonly List<(LTODiagnosticSeverity Severity, string Text)> _diagnostics = [];
    private readonly GCHandle _self;
    private readonly LTOCodeGenerator* _generator;

    private LtoCodeGenerator(CompileOptions options)
    {
        _generator = LtoGenerators.Take(() => SetUp(options));
        _self = GCHandle.Alloc(this);
        LTO.codegen_set_diagnostic_handler(_generator, &OnDiagnostic, (void*)GCHandle.ToIntPtr(_self));
    }

    /// <summary>Whether this generates the module's code.</summary>
    public static bool IsNeeded(CompileOptions options, ModuleTarget target, TargetMachine machine) =>
        IsNeeded(options) || (target.HasLargeDataThreshold && machine.CodeModel is LLVMCodeModel.LLVMCodeModelMedium or LLVMCodeModel.LLVMCodeModelLarge);

    /// <summary>Loads the library if the options need it: what is missing is said before there is work, and threads.</summary>
    /// <exception cref="LtoParException">It is not there.</exception>
    public static void Prepare(CompileOptions options)
    {
        if (IsNeeded(options))
        {
            LtoLibrary.Load(Reason(options));
        }
    }

    /// <param name="module">Ready for code generation. Stays the caller's, with the flag "Code Model" as the options say.</param>
    /// <param name="warnings">Takes LLVM's.</param>
    /// <exception cref="LtoParException">libLTO is not there, or LLVM reports an error.</exception>
    public static byte[] Emit(LLVMOpaqueModule* module, CompileOptions options, TargetMachine machine, string name, string partition, List<string> warnings)
    {
        using LtoCodeGenerator generator = new(options);
        if (options.CodeModel is { } model)
        {
            ModuleFlagEditor.Set(module, "Code Model", (uint)model);
        }

        using BitcodeBuffer bitcode = new(LLVM.WriteBitcodeToMemoryBuffer(module));
        nuint length;
        string source = LlvmText.From(LLVM.GetSourceFileName(module, &length), length);
        byte[] code = generator.Generate(bitcode.Bytes, options, machine.Relocation, name, source, partition);
        warnings.AddRange(generator.Texts(LTODiagnosticSeverity.LTO_DS_WARNING));
        return code;
    }

    public void Dispose()
    {
        LtoGenerators.Return(_generator);
        _self.Free();
    }

    private static bool IsNeeded(CompileOptions options) =>
        options.AddressSignificance || options.LlvmArguments.Any(CodeGenFlags.IsForCodeGenerator);

    /// <summary>Tells libLTO the tool's own options: once, as with all of LLVM's global options.</summary>
    private static void SetUp(CompileOptions options)
    {
        string[] settings =
        [
            $"-O{(int)(options.CodegenLevel ?? TargetMachine.CodegenLevelOf(options.Level))}",
            $"-function-sections={(options.FunctionSections ? 1 : 0)}",
            $"-data-sections={(options.DataSections ? 1 : 0)}",
            $"-addrsig={(options.AddressSignificance ? 1 : 0)}",
            .. options.Features is { } features ? [$"-mattr={features}"] : Array.Empty<string>(),
        ];
        string text = string.Join('\0', settings);
        if (s_settings == text)
        {
            return;
        }

        if (s_settings is not null)
        {
            throw new InvalidOperationException("libLTO is set up once per process");
        }

        LtoLibrary.Load(Reason(options));
        LlvmSession.ParseOptions(settings);
        s_settings = text;
    }

    private static string Reason(CompileOptions options) =>
        options.AddressSignificance ? "-faddrsig" : IsNeeded(options) ? "-mllvm" : "the module flag \"Large Data Threshold\"";

    /// <param name="source">The name that LLVM calls the module by, which may be in its object: not that of the input, which is not in its bytes.</param>
    private byte[] Generate(ReadOnlySpan<byte> bitcode, CompileOptions options, LLVMRelocMode relocation, string name, string source, string partition)
    {
        nuint length = 0;
        void* code;
        fixed (byte* start = bitcode, path = LlvmText.ToUtf8(source), cpu = LlvmText.ToUtf8(options.Cpu ?? ""))
        {
            LTOModule* module = LTO.module_create_in_codegen_context(start, (nuint)bitcode.Length, (sbyte*)path, _generator);
            if (module is null)
            {
                throw new LtoParException(name, $"partition {partition}: libLTO cannot read it: {ErrorText ?? LlvmText.From(LTO.get_error_message())}");
            }

            LTO.codegen_set_module(_generator, module);
            LTO.codegen_set_should_internalize(_generator, 0);
            _ = LTO.codegen_set_pic_model(
                _generator,
                relocation == LLVMRelocMode.LLVMRelocPIC ? LTOCodeGenModel.LTO_CODEGEN_PIC_MODEL_DYNAMIC : LTOCodeGenModel.LTO_CODEGEN_PIC_MODEL_STATIC);
            LTO.codegen_set_cpu(_generator, (sbyte*)cpu);
            code = LTO.codegen_compile_optimized(_generator, &length);
        }

        return ErrorText is { } error ? throw new LtoParException(name, $"partition {partition}: {error}")
            : code is null ? throw new LtoParException(name, $"partition {partition}: libLTO gave no object and no reason")
            : new ReadOnlySpan<byte>(code, checked((int)length)).ToArray();
    }

    private string? ErrorText => Texts(LTODiagnosticSeverity.LTO_DS_ERROR).ToArray() is { Length: > 0 } errors ? string.Join("; ", errors) : null;

    private IEnumerable<string> Texts(LTODiagnosticSeverity severity) => _diagnostics.Where(d => d.Severity == severity).Select(d => d.Text);

    // An exception must not cross the native frame: this only copies a string into a list.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnDiagnostic(LTODiagnosticSeverity severity, sbyte* text, void* context)
    {
        if (GCHandle.FromIntPtr((nint)context).Target is LtoCodeGenerator owner)
        {
            owner._diagnostics.Add((severity, LlvmText.From(text).Trim()));
        }
    }
}
