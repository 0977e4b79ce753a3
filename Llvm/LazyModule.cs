using LLVMSharp.Interop;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Llvm;

/// <summary>
/// Owns the input opened lazily in a context of its own: module-level records are read, function bodies stay bytes until they are asked for. Context and module
/// are freed with it; the input's memory must outlive it.
/// </summary>
public sealed unsafe class LazyModule : IDisposable
{
    private LLVMOpaquePassManager* _materializer;
    private readonly bool _ownsContext;
    private PrivateBytes? _bytes;

    private LazyModule(LlvmContext context, LLVMOpaqueModule* module, bool ownsContext = true)
    {
        Context = context;
        Handle = module;
        _ownsContext = ownsContext;
    }

    public LlvmContext Context { get; }

    public LLVMOpaqueModule* Handle { get; private set; }

    /// <exception cref="LtoParException">LLVM cannot read the module; its own words are in the message.</exception>
    public static LazyModule Open(InputModule input) => Open(input, null);

    /// <param name="context">The context of other modules that the module is to be linked with; it stays when the module goes.</param>
    /// <param name="bytes">A copy that LLVM reads instead of the input's own bytes.</param>
    /// <exception cref="LtoParException">LLVM cannot read the module; its own words are in the message.</exception>
    public static LazyModule OpenIn(LlvmContext context, InputModule input, PrivateBytes? bytes) =>
        new(context, Parse(context, bytes is null ? input.Start : bytes.Start, input.Length, input.Name), ownsContext: false);

    /// <param name="bytes">A copy that LLVM reads instead of the input's own bytes.</param>
    /// <exception cref="LtoParException">LLVM cannot read the module; its own words are in the message.</exception>
    public static LazyModule Open(InputModule input, PrivateBytes? bytes)
    {
        LlvmContext context = new();
        byte* start = bytes is null ? input.Start : bytes.Start;
        try
        {
            return new LazyModule(context, Parse(context, start, input.Length, input.Name));
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }

    /// <summary>Reads the module-level records; bodies stay bytes, which must outlive the module.</summary>
    /// <exception cref="LtoParException">LLVM cannot read the module.</exception>
    public static LLVMOpaqueModule* Parse(LlvmContext context, byte* start, long length, string name)
    {
        LLVMOpaqueModule* module;
        fixed (byte* utf8 = LlvmText.ToUtf8(name))
        {
            // When this fails, the buffer goes with the parse or stays unowned; it only points at the bytes, and the run ends here.
            LLVMOpaqueMemoryBuffer* buffer = LLVM.CreateMemoryBufferWithMemoryRange((sbyte*)start, (nuint)length, (sbyte*)utf8, 0);
            return LLVM.GetBitcodeModuleInContext2(context.Handle, buffer, &module) == 0
                ? module
                : throw new LtoParException(name, $"LLVM cannot read this bitcode: {context.ErrorText ?? "no reason given"}");
        }
    }

    /// <summary>Takes over the bytes that it was read from: they are freed with it.</summary>
    public void Own(PrivateBytes? bytes) => _bytes = bytes;

    /// <summary>
    /// Reads one function's body. The C API has no call for it; an empty function pass manager materializes what it is run on.
    /// </summary>
    /// <exception cref="LtoParException">The body is malformed.</exception>
    public void Materialize(LLVMOpaqueValue* function, string file)
    {
        if (_materializer is null)
        {
            _materializer = LLVM.CreateFunctionPassManagerForModule(Handle);
        }

        _ = LLVM.RunFunctionPassManager(_materializer, function);
        if (Context.Diagnostics.Count > 0 && Context.ErrorText is { } error)
        {
            throw new LtoParException(file, $"LLVM cannot read the body of {LlvmText.NameOf(function)}: {error}");
        }
    }

    /// <summary>Gives the module away.</summary>
    public LLVMOpaqueModule* Release()
    {
        DisposeMaterializer();
        LLVMOpaqueModule* module = Handle;
        Handle = null;
        return module;
    }

    public void Dispose()
    {
        DisposeMaterializer();
        if (Handle is not null)
        {
            LLVM.DisposeModule(Handle);
            Handle = null;
        }

        if (_ownsContext)
        {
            Context.Dispose();
        }

        _bytes?.Dispose();
    }

    private void DisposeMaterializer()
    {
        if (_materializer is not null)
        {
            LLVM.DisposePassManager(_materializer);
            _materializer = null;
        }
    }
}
