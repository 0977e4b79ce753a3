using System.Diagnostics;

namespace LtoPar.TestSupport;

/// <summary>LLVM's own tools as oracles. A missing one is an error that names it.</summary>
public static class LlvmTools
{
    /// <summary>Textual IR to bitcode.</summary>
    public static byte[] Assemble(string ir) => Run("llvm-as", System.Text.Encoding.UTF8.GetBytes(ir), "-o", "-", "-");

    /// <summary>Bitcode to textual IR.</summary>
    public static string Disassemble(byte[] bitcode) => System.Text.Encoding.UTF8.GetString(Run("llvm-dis", bitcode, "-o", "-", "-"));

    public static byte[] Run(string tool, byte[] input, params string[] arguments)
    {
        string path = Path.Combine(Environment.GetEnvironmentVariable("LTO_PAR_LLVM_BIN") ?? "/usr/lib/llvm-22/bin", tool);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"{path} is missing; run scripts/setup.sh");
        }

        ProcessStartInfo start = new(path, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"cannot run {path}");
        Task<string> error = process.StandardError.ReadToEndAsync();
        Task write = Task.Run(() =>
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        });
        using MemoryStream output = new();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        write.Wait();
        return process.ExitCode == 0 ? output.ToArray() : throw new InvalidOperationException($"{tool}: {error.Result}");
    }
}
