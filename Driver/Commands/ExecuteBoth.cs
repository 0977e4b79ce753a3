using System.Globalization;
using System.Text;
using LtoPar.Backend.Combining;
using LtoPar.Backend.Partitions;
using LtoPar.Backend.Verification.Objects;
using LtoPar.Driver.UserCommands;
using LtoPar.Platform;
using LtoPar.Platform.Files;
using LtoPar.Platform.Processes;

namespace LtoPar.Driver.Commands;

/// <summary>
/// Links the one-partition object and the combined object of all partitions, runs both programs, and compares what they do. Both stand at the
/// same path in turn, so that a program that prints its own name prints the same.
/// </summary>
internal static class ExecuteBoth
{
    /// <param name="link">The user's link command; %i is the object, %o the program.</param>
    /// <param name="run">The user's run command; %p is the program; null: the programs are only linked.</param>
    /// <param name="linker">The value of --ld.</param>
    /// <exception cref="LtoParException">The one-partition object cannot be linked: there is nothing to compare with.</exception>
    public static IReadOnlyList<Difference> Compare(
        IReadOnlyList<PartitionResult> one, IReadOnlyList<PartitionResult> parts, string link, string? run, string? linker)
    {
        using ScratchFolder scratch = new();
        string program = Path.Combine(scratch.Path, "program");
        (string? problem, ProgramAnswer? expected) = LinkAndRun(one, "one", scratch, program, link, run, linker);
        if (problem is not null)
        {
            throw new LtoParException(null, $"--link-with fails on the one-partition object already: {problem}");
        }

        ProgramAnswer? found = null;
        try
        {
            (problem, found) = LinkAndRun(parts, "partitions", scratch, program, link, run, linker);
        }
        catch (LtoParException e)
        {
            problem = e.Message;
        }

        return problem is not null ? [Make($"the partitions do not link: {problem}")]
            : expected is null || found is null ? []
            : [.. Compare(expected, found)];
    }

    private static (string? Problem, ProgramAnswer? Outcome) LinkAndRun(
        IReadOnlyList<PartitionResult> objects, string name, ScratchFolder scratch, string program, string link, string? run, string? linker)
    {
        string file = Path.Combine(scratch.Path, name + ".o");
        using (ObjectCombiner combiner = new(file, linker, objects.Count, workers: 1))
        {
            combiner.Combine(objects);
        }

        return UserLink.Run(link, file, program) is { } problem
            ? (problem, null)
            : (null, run is null ? null : ShellCommand.Run(ShellCommand.Expand(run, ('p', program))));
    }

    private static IEnumerable<Difference> Compare(ProgramAnswer expected, ProgramAnswer found)
    {
        if (expected.Status != found.Status)
        {
            yield return Make(
                string.Create(CultureInfo.InvariantCulture, $"the partitioned program ends with status {found.Status}; expected {expected.Status}"));
        }

        foreach ((string what, byte[] left, byte[] right) in new[] { ("output", expected.Output, found.Output), ("error output", expected.Error, found.Error) })
        {
            int same = left.AsSpan().CommonPrefixLength(right);
            if (same < left.Length || same < right.Length)
            {
                yield return Make(
                    $"the partitioned program's {what} differs in line {Line(left, same)}: '{TextOfLine(right, same)}'; expected '{TextOfLine(left, same)}'");
            }
        }
    }

    private static Difference Make(string text) => new("SameBehaviour", text);

    private static string Line(byte[] text, int at) => (text.AsSpan(0, at).Count((byte)'\n') + 1).ToString(CultureInfo.InvariantCulture);

    private static string TextOfLine(byte[] text, int at)
    {
        const int Longest = 100;
        int start = text.AsSpan(0, at).LastIndexOf((byte)'\n') + 1;
        ReadOnlySpan<byte> rest = text.AsSpan(start);
        int end = rest.IndexOf((byte)'\n');
        rest = end < 0 ? rest : rest[..end];
        return Encoding.UTF8.GetString(rest[..Math.Min(Longest, rest.Length)]);
    }
}
