using LLVMSharp.Interop;
using LtoPar.Llvm;

namespace LtoPar.Backend.Merging.Sources;

/// <summary>What each file says of the code it was compiled to be, as LLVM's linker leaves only what holds for all: noted while the files are opened.</summary>
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
