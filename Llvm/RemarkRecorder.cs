using System.Runtime.InteropServices;
using System.Text;
using LLVMSharp.Interop;
using LtoPar.LlvmCpp;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Llvm;

/// <summary>
/// Has LLVM record a context's optimisation remarks as YAML, in memory. LLVM's C interface tells the text of a remark and not its pass; its C++ functions are
/// called for that (docs/decisions/remarks.md). It outlives the context, which writes to it.
/// </summary>
internal sealed unsafe class RemarkRecorder : IDisposable
{
    private const string Format = "yaml";
    private const int StreamWithDescriptor = 1;

    private readonly MemoryFile _file = new("lto-par-remarks");
    private void* _stream;

    /// <param name="context">It has recorded none so far.</param>
    /// <exception cref="LtoParException">The library has no such functions, or LLVM refuses the expression.</exception>
    public RemarkRecorder(LLVMOpaqueContext* context, RemarkRequest request)
    {
        if (!RemarkFunctions.Exist)
        {
            throw new LtoParException(LlvmLibrary.Path, "this libLLVM has no functions that record remarks; leave out the options for remarks");
        }

        _stream = NativeMemory.AllocZeroed(RemarkFunctions.StreamBytes);
        RemarkFunctions.OpenStream(_stream, _file.Descriptor, 0, 0, StreamWithDescriptor);
        void* error;
        fixed (byte* passes = Encoding.UTF8.GetBytes(request.Passes + '\0'), format = Encoding.UTF8.GetBytes(Format))
        {
            StringRef filter = new(passes, (nuint)Encoding.UTF8.GetByteCount(request.Passes));
            RemarkFunctions.SetUp(
                &error, context, _stream, filter, new StringRef(format, (nuint)Format.Length), request.WithHotness ? (byte)1 : (byte)0,
                new OptionalUInt64(request.Threshold));
        }

        if (error is not null)
        {
            string problem = LlvmText.TakeError((LLVMOpaqueError*)error);
            Dispose();
            throw new LtoParException(null, $"remarks of passes '{request.Passes}': {problem}");
        }
    }

    /// <returns>All that was recorded so far.</returns>
    public byte[] Read()
    {
        RemarkFunctions.FlushStream(_stream);
        return _file.Read();
    }

    public void Dispose()
    {
        if (_stream is not null)
        {
            RemarkFunctions.CloseStream(_stream);
            NativeMemory.Free(_stream);
            _stream = null;
        }

        _file.Dispose();
    }
}
