using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LLVMSharp.Interop;
using LtoPar.CallGraph.Llvm;
using LtoPar.Partitioner;

namespace LtoPar.Backend;

/// <summary>
/// What a thread compiles, for the moment LLVM gives up. Neither report_fatal_error nor a crash can be returned from: the process must end. So
/// the partition is named, a reproducer written (the partition's bytes and the command that compiles them), temporary files removed, and the
/// exit status is 1.
/// </summary>
internal sealed unsafe class CrashContext : ICrashReport
{
    private static readonly Lock s_lock = new();
    private static bool s_installed;

    private readonly byte* _bitcode;
    private readonly int _length;
    private readonly string _name;
    private readonly int _partition;
    private readonly CompileOptions _options;

    private CrashContext(byte* bitcode, int length, string name, int partition, CompileOptions options)
    {
        _bitcode = bitcode;
        _length = length;
        _name = name;
        _partition = partition;
        _options = options;
    }

    /// <param name="bitcode">Must stay where it is until the result is disposed (native memory, or pinned).</param>
    public static IDisposable Enter(byte* bitcode, int length, string name, int partition, CompileOptions options)
    {
        lock (s_lock)
        {
            if (!s_installed)
            {
                LLVM.InstallFatalErrorHandler(&OnFatalError);
                s_installed = true;
            }
        }

        return NativeCrash.Enter(new CrashContext(bitcode, length, name, partition, options));
    }

    public string Describe(string reason) => $"{_name}: partition {SymbolText.PartitionName(_partition)}: {reason}";

    public string WriteReproducer()
    {
        string folder = NewFolder();
        string name = SymbolText.PartitionName(_partition);
        using (FileStream file = File.Create(Path.Combine(folder, name + ".bc")))
        {
            file.Write(new ReadOnlySpan<byte>(_bitcode, _length));
        }

        string script = Path.Combine(folder, "run.sh");
        string arguments = string.Join(' ', _options.ToArguments().Select(a => $"'{a.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
        File.WriteAllText(script, $"#!/bin/sh\ncd \"$(dirname \"$0\")\" && exec lto-par compile {name}.bc -o {name}.o {arguments}\n");
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return script;
    }

    /// <summary>In LTO_PAR_CRASH_DIR, or where temporary files go: a linker plugin removes those of its link, and the reproducer must stay.</summary>
    private static string NewFolder()
    {
        string? parent = Environment.GetEnvironmentVariable("LTO_PAR_CRASH_DIR");
        return string.IsNullOrEmpty(parent)
            ? Directory.CreateTempSubdirectory("lto-par-crash-").FullName
            : Directory.CreateDirectory(Path.Combine(parent, "lto-par-crash-" + Path.GetRandomFileName())).FullName;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnFatalError(sbyte* reason) => NativeCrash.ReportAndExit($"LLVM gave up: {LlvmText.From(reason).Trim()}");
}
