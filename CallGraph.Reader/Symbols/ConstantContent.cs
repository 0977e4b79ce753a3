using System.Globalization;
using LLVMSharp.Interop;
using LtoPar.Llvm;
using LtoPar.Platform;

namespace LtoPar.CallGraph.Reader.Symbols;

/// <summary>
/// Hashes the values of private constants, so that they can be told by content: compilers number their names in the order in which they are met, and one string
/// more gives others to all that follow. Two values may have one hash; names are made to differ all the same.
/// </summary>
internal sealed unsafe class ConstantContent
{
    private readonly Dictionary<nint, ulong> _known = [];

    /// <returns>0 for what is not a private constant with a fixed value; never 0 for one.</returns>
    public ulong Of(LLVMOpaqueValue* variable)
    {
        if (LLVM.GetLinkage(variable) != LLVMLinkage.LLVMPrivateLinkage || LLVM.IsGlobalConstant(variable) == 0 || LLVM.IsDeclaration(variable) != 0
            || LLVM.IsExternallyInitialized(variable) != 0)
        {
            return 0;
        }

        if (!_known.TryGetValue((nint)variable, out ulong hash))
        {
            _known[(nint)variable] = 1; // for constants that name themselves
            hash = OfValue(LLVM.GetInitializer(variable)) | 1;
            _known[(nint)variable] = hash;
        }

        return hash;
    }

    private ulong OfValue(LLVMOpaqueValue* value)
    {
        LLVMValueKind kind = LLVM.GetValueKind(value);
        return kind switch
        {
            LLVMValueKind.LLVMConstantDataArrayValueKind or LLVMValueKind.LLVMConstantDataVectorValueKind => OfData(value),
            LLVMValueKind.LLVMConstantIntValueKind => StableHash.Mix(LLVM.ConstIntGetZExtValue(value)),
            LLVMValueKind.LLVMConstantExprValueKind => OfOperands(value, (ulong)LLVM.GetConstOpcode(value)),
            LLVMValueKind.LLVMConstantArrayValueKind or LLVMValueKind.LLVMConstantStructValueKind or LLVMValueKind.LLVMConstantVectorValueKind =>
                OfOperands(value, (ulong)kind),
            LLVMValueKind.LLVMGlobalVariableValueKind when Of(value) is var content and not 0 => content,
            _ when LLVM.IsAGlobalValue(value) is not null => StableHash.Of(LlvmText.NameOf(value)),
            _ => StableHash.Of(((int)kind).ToString(CultureInfo.InvariantCulture)),
        };
    }

    private ulong OfOperands(LLVMOpaqueValue* value, ulong hash)
    {
        int operands = LLVM.GetNumOperands(value);
        for (int i = 0; i < operands; i++)
        {
            hash = StableHash.Mix((hash * 31) + OfValue(LLVM.GetOperand(value, (uint)i)));
        }

        return hash;
    }

    private static ulong OfData(LLVMOpaqueValue* value)
    {
        nuint size;
        sbyte* bytes = LLVM.GetRawDataValues(value, &size);
        return StableHash.Of(new ReadOnlySpan<byte>(bytes, checked((int)size)));
    }
}
