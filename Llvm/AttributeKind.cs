using LLVMSharp.Interop;

namespace LtoPar.Llvm;

/// <summary>One of LLVM's attributes that has no value or a number, by the name that IR has for it.</summary>
public readonly unsafe struct AttributeKind
{
    private readonly uint _kind;

    public AttributeKind(string name)
    {
        byte[] utf8 = LlvmText.ToUtf8(name);
        fixed (byte* text = utf8)
        {
            _kind = LLVM.GetEnumAttributeKindForName((sbyte*)text, (nuint)(utf8.Length - 1));
        }

        if (_kind == 0)
        {
            throw new InvalidOperationException($"this LLVM has no attribute '{name}'");
        }
    }

    /// <summary>Whether the function itself has it: neither its result nor a parameter.</summary>
    public bool IsOn(LLVMOpaqueValue* function) => OnFunction(function) is not null;

    /// <summary>Whether one call has it, or its callee where that is known.</summary>
    public bool IsOnCall(LLVMOpaqueValue* call) =>
        LLVM.GetCallSiteEnumAttribute(call, LLVMAttributeIndex.LLVMAttributeFunctionIndex, _kind) is not null;

    /// <summary>The attribute's number; null where the function does not have it.</summary>
    public ulong? ValueOn(LLVMOpaqueValue* function) =>
        OnFunction(function) is var attribute && attribute is null ? null : LLVM.GetEnumAttributeValue(attribute);

    /// <summary>The attribute's number on a call; null where the call does not have it.</summary>
    public ulong? ValueOnCall(LLVMOpaqueValue* call) =>
        LLVM.GetCallSiteEnumAttribute(call, LLVMAttributeIndex.LLVMAttributeFunctionIndex, _kind) is var attribute && attribute is null
            ? null
            : LLVM.GetEnumAttributeValue(attribute);

    /// <summary>Gives the function itself the attribute, in place of one of the same kind.</summary>
    /// <param name="value">The attribute's number; 0 for attributes without one.</param>
    public void Add(LlvmContext context, LLVMOpaqueValue* function, ulong value) =>
        LLVM.AddAttributeAtIndex(function, LLVMAttributeIndex.LLVMAttributeFunctionIndex, LLVM.CreateEnumAttribute(context.Handle, _kind, value));

    /// <summary>Takes the attribute from the function itself; nothing happens where it is not there.</summary>
    public void RemoveFrom(LLVMOpaqueValue* function) => LLVM.RemoveEnumAttributeAtIndex(function, LLVMAttributeIndex.LLVMAttributeFunctionIndex, _kind);

    private LLVMOpaqueAttributeRef* OnFunction(LLVMOpaqueValue* function) =>
        LLVM.GetEnumAttributeAtIndex(function, LLVMAttributeIndex.LLVMAttributeFunctionIndex, _kind);
}
