// Members of llvm-c/lto.h, written from the C header; see compat/README.md.
using System.Runtime.InteropServices;

namespace LtoPar.LibLTO;

/// <summary>
/// libLTO's stable C interface, as far as it generates code and parses options. The caller loads the library and says so first (<see cref="Use"/>).
/// </summary>
public static unsafe class LTO
{
    private static nint s_handle;

    static LTO() => NativeLibrary.SetDllImportResolver(typeof(LTO).Assembly, (_, _, _) => s_handle);

    /// <summary>Takes the library that calls go to.</summary>
    /// <param name="handle">The handle from <see cref="NativeLibrary"/>, which stays loaded.</param>
    public static void Use(nint handle) => s_handle = handle;

    [DllImport("libLTO", CallingConvention = CallingConvention.Cdecl, EntryPoint = "lto_get_version", ExactSpelling = true)]
    public static extern sbyte* get_version();

    [DllImport("libLTO", CallingConvention = CallingConvention.Cdecl, EntryPoint = "lto_get_error_message", ExactSpelling = true)]
    public static extern sbyte* get_error_message();

    [DllImport("libLTO", CallingConvention = CallingConvention.Cdecl, EntryPoint = "lto_set_debug_options", ExactSpelling = true)]
    public static extern void set_debug_options(sbyte** options, int number);

    [DllImport("libLTO", CallingConvention = CallingConvention.Cdecl, EntryPoint = "lto_codegen_create_in_local_context", ExactSpelling = true)]
    public static extern LTOCodeGenerator* codegen_create_in_local_context();

    [DllImport("libLTO", CallingConvention = CallingConvention.Cdecl, EntryPoint = "lto_codegen_dispose", ExactSpelling = true)]
    public static extern void codegen_dispose(LTOCodeGenerator* cg);

    [DllImport("libLTO", CallingConvention = CallingConvention.Cdecl, EntryPoint = "lto_codegen_set_diagnostic_handler", ExactSpelling = true)]
    public static extern void codegen_set_diagnostic_handler(
        LTOCodeGenerator* cg, delegate* unmanaged[Cdecl]<LTODiagnosticSeverity, sbyte*, void*, void> handler, void* context);

    /// <returns>1 on failure; a byte, as C's bool is.</returns>
    [DllImport("libLTO", CallingConvention = CallingConvention.Cdecl, EntryPoint = "lto_codegen_optimize", ExactSpelling = true)]
    public static extern byte codegen_optimize(LTOCodeGenerator* cg);

    [DllImport("libLTO", CallingConvention = CallingConvention.Cdecl, EntryPoint = "lto_module_create_in_codegen_context", ExactSpelling = true)]
    public static extern LTOModule* module_create_in_codegen_context(void* mem, nuint length, sbyte* path, LTOCodeGenerator* cg);

    [DllImport("libLTO", CallingConvention = CallingConvention.Cdecl, EntryPoint = "lto_codegen_set_module", ExactSpelling = true)]
    public static extern void codegen_set_module(LTOCodeGenerator* cg, LTOModule* mod);

    [DllImport("libLTO", CallingConvention = CallingConvention.Cdecl, EntryPoint = "lto_codegen_set_should_internalize", ExactSpelling = true)]
    public static extern void codegen_set_should_internalize(LTOCodeGenerator* cg, byte shouldInternalize);

    [DllImport("libLTO", CallingConvention = CallingConvention.Cdecl, EntryPoint = "lto_codegen_set_pic_model", ExactSpelling = true)]
    public static extern byte codegen_set_pic_model(LTOCodeGenerator* cg, LTOCodeGenModel model);

    [DllImport("libLTO", CallingConvention = CallingConvention.Cdecl, EntryPoint = "lto_codegen_set_cpu", ExactSpelling = true)]
    public static extern void codegen_set_cpu(LTOCodeGenerator* cg, sbyte* cpu);

    [DllImport("libLTO", CallingConvention = CallingConvention.Cdecl, EntryPoint = "lto_codegen_compile_optimized", ExactSpelling = true)]
    public static extern void* codegen_compile_optimized(LTOCodeGenerator* cg, nuint* length);
}
