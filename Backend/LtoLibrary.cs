using System.Runtime.InteropServices;
using LtoPar.LibLTO;
using LtoPar.Llvm;
using LtoPar.Platform;
using LtoPar.Platform.Files;
using LtoPar.Platform.Native;

namespace LtoPar.Backend;

/// <summary>
/// Loads libLTO when an option needs it. It is built on the libLLVM that is loaded already, and brings two things that the C API of libLLVM has not: a parser
/// of options that says which word is wrong, and a code generator that is set up by LLVM's own options. Search order: LTO_PAR_LIBLTO, the folder of libLLVM,
/// LLVM's own folder, the loader's.
/// </summary>
public static class LtoLibrary
{
    public const string EnvironmentVariable = "LTO_PAR_LIBLTO";

    private const string Name = "libLTO.so.22.1";
    private const string Install = "install the package llvm-22-linker-tools (apt-get install llvm-22-linker-tools), or name the library with LTO_PAR_LIBLTO";

    private static readonly Lock s_lock = new();
    private static bool s_loaded;

    /// <summary>The folders that are looked into by name, in order; "" stands for the loader's.</summary>
    private static IEnumerable<string> Folders => new[] { Path.GetDirectoryName(LlvmLibrary.Path), "/usr/lib/llvm-22/lib", "" }.OfType<string>();

    /// <summary>The file that would be loaded, whether or not it is; null: there is none, or the loader alone knows it.</summary>
    public static string? Find() => Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } named
        ? (File.Exists(named) ? named : null)
        : Folders.Where(f => f.Length > 0).Select(f => Path.Combine(f, Name)).FirstOrDefault(File.Exists);

    /// <summary>Loads it once; later calls do nothing.</summary>
    /// <param name="reason">The option that needs it, for the message.</param>
    /// <exception cref="LtoParException">It is not there, or belongs to another libLLVM.</exception>
    internal static void Load(string reason)
    {
        lock (s_lock)
        {
            if (s_loaded)
            {
                return;
            }

            nint handle = Open(reason);
            Check(handle);
            LTO.Use(handle);
            MoveTemporaryFiles();
            s_loaded = true;
        }
    }

    private static nint Open(string reason)
    {
        if (Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } named)
        {
            return NativeLibrary.TryLoad(named, out nint library)
                ? library
                : throw new LtoParException(named, $"cannot load libLTO from here ({EnvironmentVariable}), which {reason} needs; {Install}");
        }

        foreach (string folder in Folders)
        {
            if (NativeLibrary.TryLoad(Path.Combine(folder, Name), out nint handle))
            {
                return handle;
            }
        }

        throw new LtoParException(null, $"{reason} needs {Name}, which is not there; {Install}");
    }

    /// <summary>
    /// Checks that libLTO uses the libLLVM that is loaded: the options of another LLVM inside would not be those of the LLVM that runs the passes.
    /// </summary>
    private static void Check(nint handle)
    {
        const string Function = "LLVMGetVersion";
        bool isOne = NativeLibrary.TryLoad(LlvmLibrary.Path, out nint llvm)
            && NativeLibrary.TryGetExport(llvm, Function, out nint ours)
            && NativeLibrary.TryGetExport(handle, Function, out nint theirs)
            && ours == theirs;
        if (!isOne)
        {
            throw new LtoParException(null, $"{Name} was built on another libLLVM than {LlvmLibrary.Path}; {Install}");
        }
    }

    /// <summary>Moves the temporary files through which libLTO passes each object to a folder that is removed however the process ends.</summary>
    private static void MoveTemporaryFiles()
    {
        string folder = ScratchFolders.Make();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => ScratchFolders.Remove(folder);
        // .NET's copy of the environment, which decides for programs that are started, stays as it is.
        _ = Posix.SetEnvironment("TMPDIR", folder, 1);
    }
}
