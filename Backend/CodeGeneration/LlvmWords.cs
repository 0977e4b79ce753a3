using LtoPar.Llvm;
using LtoPar.Platform;

namespace LtoPar.Backend.CodeGeneration;

/// <summary>
/// Settles what stands behind -mllvm before there is work: what lto-par has an option for becomes that option, what cannot be honoured is an
/// error or a warning (<see cref="CodeGenFlags"/>), and the rest is for LLVM's parser, which refuses what it does not know in its own words.
/// </summary>
public static class LlvmWords
{
    /// <summary>Gives LLVM its options, of the level and the user's. Words that LLVM refuses end the process (<see cref="OptionParser"/>).</summary>
    /// <param name="warn">Is told what is ignored.</param>
    /// <returns>The options that LLVM gets, and a native processor resolved.</returns>
    /// <exception cref="LtoParException">An option is unknown, has a wrong value or cannot be honoured.</exception>
    public static CompileOptions Settle(CompileOptions options, Action<string> warn)
    {
        List<string> rest = [];
        CompileOptions settled = options;
        IReadOnlyList<string> words = options.LlvmArguments;
        for (int i = 0; i < words.Count; i++)
        {
            CodeGenFlag? flag = CodeGenFlags.Find(words[i]);
            switch (flag?.Effect)
            {
                case FlagEffect.Refused:
                    throw new LtoParException(null, $"-mllvm {words[i]} is not supported: {flag.Note}");
                case FlagEffect.Ignored:
                    warn($"-mllvm {words[i]} is ignored: {flag.Note}");
                    break;
                case FlagEffect.Option:
                    string? value = words[i].Contains('=', StringComparison.Ordinal) ? words[i].Split('=', 2)[1]
                        : FlagValues.IsNeeded(flag.Name) && i + 1 < words.Count ? words[++i]
                        : null;
                    settled = FlagValues.Set(settled, flag.Name, value);
                    break;
                default:
                    rest.Add(words[i]);
                    break;
            }
        }

        settled = HostCpu.Resolve(settled with { LlvmArguments = rest });
        LlvmSession.SetOptions(Pipelines.GlobalOptions(settled.Level), rest, OptionParser.Parse);
        LtoCodeGenerator.Prepare(settled);
        return settled;
    }
}
