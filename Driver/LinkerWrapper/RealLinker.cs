using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.LinkerWrapper;

/// <summary>
/// The linker that a wrapper stands before: the first of its name in PATH that is not the wrapper itself. LTO_PAR_LD names another one.
/// </summary>
internal static class RealLinker
{
    public const string EnvironmentVariable = "LTO_PAR_LD";

    /// <summary>The folder in which Debian's packages of LLVM put their programs.</summary>
    private const string LlvmFolder = "/usr/lib/llvm-22/bin";

    /// <exception cref="LtoParException">There is no such linker.</exception>
    public static string Find(string name)
    {
        if (Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } named)
        {
            return File.Exists(named) ? named : throw new LtoParException(named, $"no such linker ({EnvironmentVariable}); give the path of {name}");
        }

        string[] names = name switch
        {
            "ld.lld" => ["ld.lld-22", "ld.lld"],
            "ld.mold" => ["ld.mold", "mold"],
            _ => [name],
        };
        string found = names.SelectMany(n => SearchPath.Find(n).Append(Path.Combine(LlvmFolder, n))).FirstOrDefault(File.Exists)
            ?? throw new LtoParException(null, $"no {name} in PATH besides lto-par's own; install it, or name it with {EnvironmentVariable}=PATH");
        // ld.lld-22 is a link to an ld.lld, and lld begins its messages with the name that it is called by.
        return File.ResolveLinkTarget(found, returnFinalTarget: false) is { } target && target.Name == name ? target.FullName : found;
    }
}
