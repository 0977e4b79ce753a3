using System.CommandLine;
using LtoPar.Driver.CommandLine;
using LtoPar.Platform;

namespace LtoPar.Driver.Execution;

/// <summary>The options that say where partitions are compiled. The objects are the same wherever that is.</summary>
internal sealed class ExecutorOptions
{
    private static readonly Dictionary<string, ExecutorKind> s_kinds = new(StringComparer.Ordinal)
    {
        ["thread"] = ExecutorKind.Thread,
        ["process"] = ExecutorKind.Process,
    };

    private readonly Option<ExecutorKind?> _executor = OptionFactory.OneOf(
        "--executor", "Compile in threads (default), or in worker processes, where a crash of LLVM harms one partition", s_kinds);

    private readonly Option<int?> _timeout =
        OptionFactory.Seconds("--timeout", "Most time for one partition; needs worker processes (default: no limit)");

    public IReadOnlyList<Option> All => [_executor, _timeout];

    /// <exception cref="LtoParException">The options do not go together.</exception>
    public ExecutorRequest Read(ParseResult result)
    {
        ExecutorKind? kind = result.GetValue(_executor);
        if (result.GetValue(_timeout) is not { } seconds)
        {
            return new ExecutorRequest(kind ?? ExecutorKind.Thread, null) { IsAsked = kind is not null };
        }

        return kind == ExecutorKind.Thread
            ? throw new LtoParException(null, "--timeout needs --executor=process: a thread cannot be ended from outside")
            : new ExecutorRequest(ExecutorKind.Process, TimeSpan.FromSeconds(seconds)) { IsAsked = true };
    }
}
