using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LLVMSharp.Interop;

namespace LtoPar.Llvm;

/// <summary>
/// Owns one LLVM context. Diagnostics of LLVM (also the text of a failed parse) are collected here and never reach the process's stderr from inside LLVM. Not
/// thread safe: a context belongs to one thread at a time.
/// </summary>
public sealed unsafe class LlvmContext : IDisposable
{
    private readonly List<LlvmDiagnostic> _diagnostics = [];
    private GCHandle _self;
    private RemarkRecorder? _remarks;

    public LlvmContext()
    {
        Handle = LLVM.ContextCreate();
        _self = GCHandle.Alloc(this, GCHandleType.Weak);
        LLVM.ContextSetDiagnosticHandler(Handle, &OnDiagnostic, (void*)GCHandle.ToIntPtr(_self));
    }

    public LLVMOpaqueContext* Handle { get; private set; }

    public IReadOnlyList<LlvmDiagnostic> Diagnostics => _diagnostics;

    /// <summary>The errors so far as one text, each once; null when there are no errors.</summary>
    public string? ErrorText
    {
        get
        {
            string[] errors = [.. Errors];
            return errors.Length == 0 ? null : string.Join("; ", errors.Distinct(StringComparer.Ordinal));
        }
    }

    /// <summary>The errors so far, as LLVM worded them.</summary>
    public IEnumerable<string> Errors => _diagnostics.Where(d => d.Severity == LLVMDiagnosticSeverity.LLVMDSError).Select(d => d.Text);

    /// <summary>Has remarks recorded from now on; a context that does so already goes on.</summary>
    /// <param name="request">Null: none are wanted.</param>
    /// <exception cref="Platform.LtoParException">The library cannot, or refuses the request.</exception>
    public void RecordRemarks(RemarkRequest? request) => _remarks ??= request is null ? null : new RemarkRecorder(Handle, request);

    /// <returns>The remarks so far, as YAML; empty where none are recorded.</returns>
    public byte[] ReadRemarks() => _remarks?.Read() ?? [];

    public void Dispose()
    {
        if (Handle is not null)
        {
            LLVM.ContextDispose(Handle);
            Handle = null;
            _self.Free();
            // LLVM's own recorder is the context's, and writes to this one.
            _remarks?.Dispose();
        }
    }

    // An exception must not cross the native frame: this only copies a string into a list.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnDiagnostic(LLVMOpaqueDiagnosticInfo* info, void* context)
    {
        if (GCHandle.FromIntPtr((nint)context).Target is LlvmContext owner)
        {
            LLVMDiagnosticSeverity severity = LLVM.GetDiagInfoSeverity(info);
            owner._diagnostics.Add(new LlvmDiagnostic(severity, LlvmText.TakeMessage(LLVM.GetDiagInfoDescription(info)).Trim()));
        }
    }
}
