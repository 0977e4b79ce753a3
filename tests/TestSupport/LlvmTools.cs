using System.Text;

namespace LtoPar.TestSupport;

/// <summary>LLVM's own tools as oracles. A missing one is an error that names it.</summary>
public static class LlvmTools
{
    public static string PathOf(string tool) =>
        Repository.Existing(Path.Combine(Environment.GetEnvironmentVariable("LTO_PAR_LLVM_BIN") ?? "/usr/lib/llvm-22/bin", tool), "run scripts/setup.sh");

    /// <summary>Textual IR to bitcode; orders of uses that the text gives are kept.</summary>
    public static byte[] Assemble(string ir) => Run("llvm-as", Encoding.UTF8.GetBytes(ir), "-preserve-bc-uselistorder", "-o", "-", "-");

    /// <summary>Bitcode to textual IR.</summary>
    public static string Disassemble(byte[] bitcode) => Encoding.UTF8.GetString(Run("llvm-dis", bitcode, "-o", "-", "-"));

    /// <summary>Runs a tool and requires success.</summary>
    /// <returns>Its standard output.</returns>
    public static byte[] Run(string tool, byte[] input, params string[] arguments)
    {
        Finished finished = ProcessRunner.Run(PathOf(tool), arguments, input);
        return finished.Status == 0 ? finished.Bytes : throw new InvalidOperationException($"{tool}: {finished.Error}");
    }
}
