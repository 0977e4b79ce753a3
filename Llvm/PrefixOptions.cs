namespace LtoPar.Llvm;

/// <summary>
/// Options of LLVM that are one thing in the prefix and another in the rest of the pipeline. In lto&lt;Ox&gt; they are parameters that the passes
/// are constructed with and that no pipeline text can say:
///
///   enable-vfe                       the prefix sees all virtual calls; a partition does not, and may drop no virtual function
///   lowertypetests-drop-type-tests   the first run lowers type tests; the second, in the suffix, drops those left under llvm.assume
///   expand-variadics-override        optimize, where the text's pass does nothing; code generation needs the target's own choice
///   icp-lto                          profiles name functions of other modules
///
/// They are globals, so no other thread may run passes while a prefix runs. What the user says with -mllvm is left alone.
/// </summary>
public static class PrefixOptions
{
    private static readonly (string Name, string Within, string Otherwise)[] s_options =
    [
        ("enable-vfe", "true", "false"),
        ("lowertypetests-drop-type-tests", "none", "assume"),
        ("expand-variadics-override", "optimize", "unspecified"),
        ("icp-lto", "true", "false"),
    ];

    private static readonly Lock s_lock = new();

    /// <summary>The values outside of the prefix: they are set once, before any pass runs.</summary>
    public static string[] Otherwise { get; } = [.. s_options.Select(o => $"-{o.Name}={o.Otherwise}")];

    /// <summary>Sets the prefix's values until the result is disposed, by the same thread. A second prefix waits.</summary>
    /// <param name="words">The user's words of -mllvm.</param>
    public static IDisposable Enter(IReadOnlyList<string> words)
    {
        s_lock.Enter();
        var mine = s_options.Where(o => !words.Any(a => IsNamed(a, o.Name))).ToArray();
        Set([.. mine.Select(o => $"-{o.Name}={o.Within}")]);
        return new Scope([.. mine.Select(o => $"-{o.Name}={o.Otherwise}")]);
    }

    private static bool IsNamed(string argument, string name) => argument.TrimStart('-').Split('=')[0] == name;

    private static void Set(string[] arguments)
    {
        if (arguments.Length > 0)
        {
            LlvmSession.ParseOptions(arguments);
        }
    }

    private sealed class Scope(string[] otherwise) : IDisposable
    {
        public void Dispose()
        {
            Set(otherwise);
            s_lock.Exit();
        }
    }
}
