using LLVMSharp.Interop;

namespace LtoPar.Llvm.Symbols;

/// <summary>Reads the metadata of one kind that functions and variables carry ("dbg", "associated").</summary>
public sealed unsafe class Attachments
{
    private readonly LLVMOpaqueContext* _context;

    public Attachments(LLVMOpaqueContext* context, string kind)
    {
        _context = context;
        byte[] utf8 = LlvmText.ToUtf8(kind);
        fixed (byte* name = utf8)
        {
            Kind = LLVM.GetMDKindIDInContext(context, (sbyte*)name, (uint)(utf8.Length - 1));
        }
    }

    /// <summary>LLVM's number of the kind in this context.</summary>
    public uint Kind { get; }

    /// <summary>The nodes, in LLVM's order.</summary>
    public List<nint> Of(LLVMOpaqueValue* global)
    {
        List<nint> nodes = [];
        nuint count;
        LLVMValueMetadataEntry* entries = LLVM.GlobalCopyAllMetadata(global, &count);
        for (uint i = 0; i < count; i++)
        {
            if (LLVM.ValueMetadataEntriesGetKind(entries, i) == Kind)
            {
                nodes.Add((nint)LLVM.ValueMetadataEntriesGetMetadata(entries, i));
            }
        }

        LLVM.DisposeValueMetadataEntries(entries);
        return nodes;
    }

    /// <summary>The values that nodes of one operand name, as !associated does.</summary>
    public List<nint> TargetsOf(LLVMOpaqueValue* global)
    {
        List<nint> targets = [];
        foreach (nint attached in Of(global))
        {
            LLVMOpaqueValue* node = LLVM.MetadataAsValue(_context, (LLVMOpaqueMetadata*)attached);
            if (LLVM.GetMDNodeNumOperands(node) == 1)
            {
                LLVMOpaqueValue* target;
                LLVM.GetMDNodeOperands(node, &target);
                if (target is not null)
                {
                    targets.Add((nint)target);
                }
            }
        }

        return targets;
    }

    /// <summary>Gives a symbol the attachments of another one, of all kinds.</summary>
    public static void CopyAll(LLVMOpaqueValue* from, LLVMOpaqueValue* to)
    {
        nuint count;
        LLVMValueMetadataEntry* entries = LLVM.GlobalCopyAllMetadata(from, &count);
        for (uint i = 0; i < count; i++)
        {
            LLVM.GlobalAddMetadata(to, LLVM.ValueMetadataEntriesGetKind(entries, i), LLVM.ValueMetadataEntriesGetMetadata(entries, i));
        }

        LLVM.DisposeValueMetadataEntries(entries);
    }
}
