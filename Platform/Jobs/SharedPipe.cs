using System.Globalization;

namespace LtoPar.Platform.Jobs;

/// <summary>
/// Tells whether two inherited descriptors are the jobserver's pipe. make closes it for recipes that do not call make, and MAKEFLAGS says the numbers all the
/// same: the descriptors of these numbers are then another file, or the .NET runtime's own pipe, for which a look at the type is not enough. So they have to be
/// two ends of one pipe, which a process that this one descends from has open as well: a pipe that the runtime has made nobody else has.
/// </summary>
internal static class SharedPipe
{
    private const int MostAncestors = 64;

    /// <returns>Why not; null: they are.</returns>
    public static string? Problem(int read, int write)
    {
        string? pipe = Target($"/proc/self/fd/{read}");
        if (pipe is null || !pipe.StartsWith("pipe:", StringComparison.Ordinal) || Target($"/proc/self/fd/{write}") != pipe)
        {
            return $"descriptors {read} and {write} are not its pipe";
        }

        return Ancestors().Any(process => Descriptors(process).Any(d => Target(d) == pipe)) ? null
            : $"descriptors {read} and {write} are a pipe of this process's own";
    }

    private static IEnumerable<int> Ancestors()
    {
        int process = Environment.ProcessId;
        for (int i = 0; i < MostAncestors && Parent(process) is { } parent && parent > 0; i++)
        {
            yield return process = parent;
        }
    }

    /// <summary>"123 (a name) S 122 ...": the name may have blanks and parentheses.</summary>
    private static int? Parent(int process)
    {
        try
        {
            string text = File.ReadAllText($"/proc/{process}/stat");
            string[] words = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return int.Parse(words[1], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string[] Descriptors(int process)
    {
        try
        {
            return Directory.GetFileSystemEntries($"/proc/{process}/fd");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // another user's: it may be one of its own ancestors that serves
        }
    }

    private static string? Target(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
