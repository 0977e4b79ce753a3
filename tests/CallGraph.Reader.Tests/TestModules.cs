using LtoPar.CallGraph.Reader;
using LtoPar.Llvm;
using LtoPar.TestSupport;

namespace LtoPar.CallGraph.Reader.Tests;

internal static class TestModules
{
    public static ProgramGraph Read(string ir)
    {
        LlvmSession.Start(null);
        using InputModule input = InputModule.FromBytes(LlvmTools.Assemble(ir), "test.bc");
        return GraphReader.Read(input, 2);
    }
}
