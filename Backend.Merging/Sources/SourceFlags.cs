using LLVMSharp.Interop;
using LtoPar.Llvm;

namespace LtoPar.Backend.Merging.Sources;

/// <summary>Notes the flags of each file while it is opened, since LLVM's linker keeps only those that all files share.</summary>
internal sealed unsafe class SourceFlags
{
    public const string PieLevel = "PIE Level";
    private const string PicLevel = "PIC Level";

    private readonly List<SourceModule> _forExecutables = [];

    /// <summary>Files of -fPIE or -fno-pic, in the order in which they were opened: their code counts on being in an executable.</summary>
    public IReadOnlyList<SourceModule> ForExecutables => _forExecutables;

    /// <summary>Every file is of -fPIE.</summary>
    public bool AllPie { get; private set; } = true;

    public void Note(SourceModule source, LLVMOpaqueModule* module)
    {
        bool pie = ModuleFlags.Integer(module, PieLevel) is > 0;
        AllPie &= pie;
        if (pie || ModuleFlags.Integer(module, PicLevel) is not > 0)
        {
            _forExecutables.Add(source);
        }
    }
}
