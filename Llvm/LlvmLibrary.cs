using System.Globalization;
using System.Runtime.InteropServices;
using LLVMSharp.Interop;
using LtoPar.Bitcode;
using LtoPar.LlvmCpp;
using LtoPar.Platform;
using LtoPar.Platform.Libraries;
using LtoPar.Platform.Native;

namespace LtoPar.Llvm;

/// <summary>
/// Finds, loads and checks libLLVM. Search order: the given path (--llvm-lib), LTO_PAR_LIBLLVM, the application's folder, the loader's
/// default names. Another major version has other enum values and another bitcode epoch under the same function names, so it is refused
/// before any other call is made.
/// </summary>
public static class LlvmLibrary
{
    public const string EnvironmentVariable = "LTO_PAR_LIBLLVM";

    private const string Install = "install the package libllvm22 (apt-get install libllvm22), or name the library with --llvm-lib=FILE or LTO_PAR_LIBLLVM";

    /// <summary>What the loader says when it finds no room.</summary>
    private static readonly string[] s_mappingFailures = ["failed to map segment", "cannot map zero-fill pages", "cannot allocate memory"];

    private static readonly string[] s_defaultNames = ["libLLVM.so.22.1", "libLLVM-22.so", "libLLVM.so.22"];

    /// <summary>"22.1.8"; empty before <see cref="LlvmSession.Start"/>.</summary>
    public static string Version { get; private set; } = "";

    /// <summary>The file that was loaded, as the loader resolved it; empty before <see cref="LlvmSession.Start"/>.</summary>
    public static string Path { get; private set; } = "";

    /// <summary>Loads the library. For <see cref="LlvmSession.Start"/>, which does so once.</summary>
    /// <exception cref="LtoParException">There is no such library, it cannot be loaded, or its version is wrong.</exception>
    internal static nint Load(string? path)
    {
        nint handle = Open(path);
        CheckVersion(handle, path);
        LLVM.ResolveLibrary += (_, _, _) => handle;
        LlvmExports.Use(handle);
        return handle;
    }

    private static nint Open(string? path)
    {
        string? named = path ?? Environment.GetEnvironmentVariable(EnvironmentVariable);
        if (!string.IsNullOrEmpty(named))
        {
            try
            {
                return NativeLibrary.Load(named);
            }
            catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
            {
                string source = path is null ? EnvironmentVariable : "--llvm-lib";
                string reason = AddressSpaceProblem(e) is { } space ? space
                    : (File.Exists(named) ? "it is not a shared library for this machine" : "no such file") + "; " + Install;
                throw new LtoParException(named, $"cannot load LLVM from here ({source}): {reason}", e);
            }
        }

        string? problem = null;
        foreach (string file in s_defaultNames.SelectMany(DefaultFiles))
        {
            try
            {
                return NativeLibrary.Load(file);
            }
            catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
            {
                problem ??= AddressSpaceProblem(e);
            }
        }

        throw problem is null
            ? new LtoParException(null, $"cannot find LLVM {LlvmVersion.Major} ({s_defaultNames[0]}); {Install}")
            : new LtoParException(s_defaultNames[0], $"cannot load LLVM: {problem}");
    }

    private static IEnumerable<string> DefaultFiles(string name)
    {
        string own = System.IO.Path.Combine(AppContext.BaseDirectory, name);
        return File.Exists(own) ? [own, name, "/usr/lib/llvm-22/lib/" + name] : [name, "/usr/lib/llvm-22/lib/" + name];
    }

    private static unsafe void CheckVersion(nint handle, string? path)
    {
        Path = path ?? Environment.GetEnvironmentVariable(EnvironmentVariable) ?? s_defaultNames[0];
        // Libraries before LLVM 16 have no such function.
        if (!NativeLibrary.TryGetExport(handle, "LLVMGetVersion", out nint address))
        {
            throw new LtoParException(Path, $"this is not LLVM {LlvmVersion.Major}: it does not tell its version; {Install}");
        }

        Path = LoadedLibrary.FileOf(address) ?? Path;
        uint major, minor, patch;
        ((delegate* unmanaged[Cdecl]<uint*, uint*, uint*, void>)address)(&major, &minor, &patch);
        Version = string.Create(CultureInfo.InvariantCulture, $"{major}.{minor}.{patch}");
        if (major != LlvmVersion.Major)
        {
            throw new LtoParException(Path, $"this is LLVM {Version}, and lto-par needs LLVM {LlvmVersion.Major}; {Install}");
        }
    }

    /// <summary>The reason why a library that is there cannot be loaded; null: the file itself is at fault.</summary>
    private static string? AddressSpaceProblem(Exception failure) =>
        HostMemory.AddressSpaceLimit() is { } limit && s_mappingFailures.Any(text => failure.Message.Contains(text, StringComparison.OrdinalIgnoreCase))
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"there is too little address space for it: the limit is {limit >> 20} MiB (ulimit -v); raise it to 1 GiB or more")
            : null;
}
