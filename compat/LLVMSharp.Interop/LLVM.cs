// Stand-in for LLVMSharp.Interop: how the package finds libLLVM. See compat/README.md.
using System.Reflection;
using System.Runtime.InteropServices;

namespace LLVMSharp.Interop;

public static unsafe partial class LLVM
{
    private static readonly string[] s_names = ["libLLVM.so.22.1", "libLLVM-22.so", "libLLVM.so.22"];

    static LLVM() => NativeLibrary.SetDllImportResolver(typeof(LLVM).Assembly, OnDllImport);

    /// <summary>Asked first, in order of registration, until one returns a handle.</summary>
    public static event DllImportResolver? ResolveLibrary;

    private static nint OnDllImport(string libraryName, Assembly assembly, DllImportSearchPath? searchPath)
    {
        foreach (DllImportResolver resolver in (ResolveLibrary?.GetInvocationList() ?? []).Cast<DllImportResolver>())
        {
            if (resolver(libraryName, assembly, searchPath) is var handle && handle != 0)
            {
                return handle;
            }
        }

        // A library beside the application wins over the system's, whatever its name.
        foreach (string name in s_names)
        {
            if (NativeLibrary.TryLoad(Path.Combine(AppContext.BaseDirectory, name), out nint handle))
            {
                return handle;
            }
        }

        foreach (string name in s_names)
        {
            if (NativeLibrary.TryLoad(name, assembly, searchPath, out nint handle))
            {
                return handle;
            }
        }

        return 0;
    }
}
