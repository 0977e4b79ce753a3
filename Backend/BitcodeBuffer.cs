using LLVMSharp.Interop;

namespace LtoPar.Backend;

/// <summary>Owns an LLVM memory buffer.</summary>
public sealed unsafe class BitcodeBuffer(LLVMOpaqueMemoryBuffer* handle) : IDisposable
{
    private LLVMOpaqueMemoryBuffer* _handle = handle;

    public nint Start => (nint)LLVM.GetBufferStart(_handle);

    public ReadOnlySpan<byte> Bytes => new(LLVM.GetBufferStart(_handle), checked((int)LLVM.GetBufferSize(_handle)));

    public void Dispose()
    {
        if (_handle is not null)
        {
            LLVM.DisposeMemoryBuffer(_handle);
            _handle = null;
        }
    }
}
