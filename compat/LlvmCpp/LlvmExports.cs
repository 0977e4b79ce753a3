using System.Runtime.InteropServices;

namespace LtoPar.LlvmCpp;

/// <summary>The libLLVM that the functions here are called in. The caller loads it and says so first (<see cref="Use"/>).</summary>
public static class LlvmExports
{
    private static nint s_handle;

    static LlvmExports() => NativeLibrary.SetDllImportResolver(typeof(LlvmExports).Assembly, (_, _, _) => s_handle);

    /// <summary>Takes the library that calls go to.</summary>
    /// <param name="handle">The handle from <see cref="NativeLibrary"/>, which stays loaded.</param>
    public static void Use(nint handle) => s_handle = handle;

    /// <summary>
    /// Whether the library has functions of these names, and they can be called: classes are returned as the x86-64 ABI says, through a pointer that is the
    /// first argument.
    /// </summary>
    internal static bool Have(params string[] names) =>
        RuntimeInformation.ProcessArchitecture == Architecture.X64 && names.All(name => NativeLibrary.TryGetExport(s_handle, name, out _));
}
