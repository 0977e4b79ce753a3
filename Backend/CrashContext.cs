using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using LLVMSharp.Interop;
using LtoPar.Backend.Native;
using LtoPar.CallGraph.Llvm;
using LtoPar.Partitioner;

namespace LtoPar.Backend;

/// <summary>
/// What the current thread is compiling, for the moment LLVM gives up. report_fatal_error cannot be returned from: its handler runs on the
/// thread that failed, and the process must end. So the handler names the partition, writes a reproducer (the partition's bytes and the
/// command that compiles them), removes temporary files, and exits with status 1.
/// </summary>
internal sealed unsafe class CrashContext : IDisposable
{
    [ThreadStatic]
    private static CrashContext? s_current;

    private static readonly Lock s_lock = new();
    private static bool s_installed;

    private readonly CrashContext? _outer;
    private readonly byte* _bitcode;
    private readonly int _length;
    private readonly string _name;
    private readonly int _partition;
    private readonly CompileOptions _options;

    private CrashContext(byte* bitcode, int length, string name, int partition, CompileOptions options)
    {
        _outer = s_current;
        _bitcode = bitcode;
        _length = length;
        _name = name;
        _partition = partition;
        _options = options;
    }

    /// <param name="bitcode">Must stay where it is until the context is disposed (native memory, or pinned).</param>
    public static CrashContext Enter(ReadOnlySpan<byte> bitcode, string name, int partition, CompileOptions options)
    {
        lock (s_lock)
        {
            if (!s_installed)
            {
                LLVM.InstallFatalErrorHandler(&OnFatalError);
                s_installed = true;
            }
        }

        fixed (byte* start = bitcode)
        {
            return s_current = new CrashContext(start, bitcode.Length, name, partition, options);
        }
    }

    public void Dispose() => s_current = _outer;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnFatalError(sbyte* reason)
    {
        try
        {
            Report(LlvmText.From(reason));
        }
        finally
        {
            ScratchFolders.RemoveAll();
            Posix.ExitNow(1);
        }
    }

    private static void Report(string reason)
    {
        string where = s_current is { } job ? $"{job._name}: partition {SymbolText.PartitionName(job._partition)}: " : "";
        string advice = s_current is null ? "" : $"; reproduce with {s_current.WriteReproducer()}";
        PrintLine($"lto-par: error: {where}LLVM gave up: {reason.Trim()}{advice}");
    }

    private string WriteReproducer()
    {
        string folder = Directory.CreateTempSubdirectory("lto-par-crash-").FullName;
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

    // Console may be in any state on a thread that will never return.
    private static void PrintLine(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text + "\n");
        fixed (byte* start = utf8)
        {
            _ = Posix.Write(2, start, utf8.Length);
        }
    }
}
