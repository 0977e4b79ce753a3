namespace LtoPar.Driver.LinkerWrapper.Lld;

/// <summary>Functions of the C library and of the compiler's runtime that code generation calls by itself.</summary>
internal static class RuntimeFunctions
{
    private static readonly HashSet<string> s_names = new(
    [
        "memcpy", "memmove", "memset", "memcmp", "bcmp", "bzero", "strlen", "abort", "__stack_chk_fail", "_Unwind_Resume", "__cxa_end_cleanup",
        "__tls_get_addr", "__emutls_get_address",
    ], StringComparer.Ordinal);

    private static readonly string[] s_mathematics =
    [
        "sqrt", "cbrt", "log", "log2", "log10", "exp", "exp2", "exp10", "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh",
        "tanh", "sincos", "pow", "ceil", "trunc",
        "rint", "nearbyint", "round", "roundeven", "floor", "copysign", "fmin", "fmax", "fminimum", "fmaximum", "lround", "llround", "lrint",
        "llrint", "ldexp", "frexp", "modf", "fmod", "fma",
    ];

    public static bool IsOne(string name) =>
        s_names.Contains(name)
        || (name.StartsWith("__", StringComparison.Ordinal) && name.Length > 4 && name[^1] is >= '2' and <= '5')
        || name.StartsWith("__atomic_", StringComparison.Ordinal) || name.StartsWith("__sync_", StringComparison.Ordinal)
        || Array.Exists(s_mathematics, m => name == m || name == m + "f" || name == m + "l");
}
