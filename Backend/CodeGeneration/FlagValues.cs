using LtoPar.Platform;

namespace LtoPar.Backend.CodeGeneration;

/// <summary>Values of LLVM's options for which lto-par has options of its own, in LLVM's spelling.</summary>
internal static class FlagValues
{
    /// <summary>Whether LLVM would take the next word for its value.</summary>
    public static bool IsNeeded(string name) => name is "code-model" or "mattr" or "mcpu" or "relocation-model";

    /// <param name="value">The value; null: the option was not given.</param>
    /// <exception cref="LtoParException">LLVM would not know the value.</exception>
    public static CompileOptions Set(CompileOptions options, string name, string? value) => name switch
    {
        "addrsig" => options with { AddressSignificance = Switch(name, value) },
        "data-sections" => options with { DataSections = Switch(name, value) },
        "function-sections" => options with { FunctionSections = Switch(name, value) },
        "mattr" => options with { Features = options.Features is null ? Given(name, value) : $"{options.Features},{Given(name, value)}" },
        "mcpu" => options with { Cpu = Given(name, value) },
        "code-model" => options with { CodeModel = CodeModel(value) },
        "relocation-model" => options with { RelocationModel = RelocationModel(value) },
        _ => throw new ArgumentException($"'{name}' is no option of lto-par's", nameof(name)),
    };

    private static CodeModel CodeModel(string? value) => value switch
    {
        "tiny" => Backend.CodeModel.Tiny,
        "small" => Backend.CodeModel.Small,
        "kernel" => Backend.CodeModel.Kernel,
        "medium" => Backend.CodeModel.Medium,
        "large" => Backend.CodeModel.Large,
        _ => throw Unknown("code-model", value, "tiny, small, kernel, medium, large"),
    };

    private static RelocationModel RelocationModel(string? value) => value switch
    {
        "pic" => Backend.RelocationModel.Pic,
        "static" => Backend.RelocationModel.Static,
        _ => throw Unknown("relocation-model", value, "static, pic"),
    };

    private static bool Switch(string name, string? value) => value switch
    {
        null or "" or "1" or "true" or "TRUE" or "True" => true,
        "0" or "false" or "FALSE" or "False" => false,
        _ => throw Unknown(name, value, "0, 1"),
    };

    private static string Given(string name, string? value) => value is { Length: > 0 } ? value : throw Unknown(name, value, "a name");

    private static LtoParException Unknown(string name, string? value, string choices) =>
        new(null, value is { Length: > 0 } ? $"-mllvm -{name}: unknown value '{value}'; use {choices}" : $"-mllvm -{name} needs a value: {choices}");
}
