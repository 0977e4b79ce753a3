using System.Collections;
using LtoPar.Backend;
using LtoPar.Cache;
using LtoPar.Cache.Keys;
using LtoPar.Driver.CommandLine;
using LtoPar.Llvm;
using LtoPar.Platform.Libraries;
using LtoPar.Platform.Processes;

namespace LtoPar.Driver.Caching;

/// <summary>
/// What compiles, and where: lto-par's own files, the libraries behind it, and the environment variables that LLVM reads. libm and libc are among them because
/// LLVM folds constants (sin, pow, strtod) with the host's, and two machines may share a cache.
/// </summary>
internal static class ToolIdentity
{
    private static readonly string[] s_libraries = ["libLLVM", "libm.so", "libc.so", "libstdc++.so"];

    /// <summary>Adds it to a record. LLVM is loaded.</summary>
    public static KeyRecord AddTo(KeyRecord record, FileIdentities identities) => record
        .Add("lto-par", [VersionText.Own, .. ProgramFiles.Own.Select(identities.Of)])
        .Add("llvm", [LlvmLibrary.Version, identities.Of(LlvmLibrary.Path)])
        .Add("liblto", LtoLibrary.Find() is { } file ? identities.Of(file) : null)
        .Add("libraries", [.. LoadedLibraries().Select(identities.Of)])
        .Add("default-target", Targets.TripleOrHost(""))
        .Add("environment", Variables());

    private static IEnumerable<string> LoadedLibraries() =>
        LoadedLibrary.All()
            .Where(library => s_libraries.Any(name => library.Name.StartsWith(name, StringComparison.Ordinal)) && File.Exists(library.Path))
            .Select(library => library.Path)
            .Distinct()
            .OrderBy(path => Path.GetFileName(path), StringComparer.Ordinal);

    private static string[] Variables() =>
    [
        .. from DictionaryEntry variable in Environment.GetEnvironmentVariables()
           let text = $"{variable.Key}={variable.Value}"
           where text.StartsWith("LLVM_", StringComparison.Ordinal) || text.StartsWith("AS_SECURE_LOG_FILE=", StringComparison.Ordinal)
           orderby text
           select text,
    ];
}
