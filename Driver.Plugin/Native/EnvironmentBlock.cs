using System.Runtime.InteropServices;

namespace LtoPar.Plugin.Native;

/// <summary>The process's environment variables, each "NAME=VALUE", for a process that is to be started.</summary>
internal static unsafe partial class EnvironmentBlock
{
    /// <param name="changes">Variables to add or replace.</param>
    public static List<string> With(IReadOnlyDictionary<string, string> changes)
    {
        List<string> variables = [];
        for (byte** at = Variables(); at is not null && *at is not null; at++)
        {
            string variable = NativeText.Read(*at);
            if (!changes.ContainsKey(variable.Split('=', 2)[0]))
            {
                variables.Add(variable);
            }
        }

        variables.AddRange(changes.Select(c => $"{c.Key}={c.Value}"));
        return variables;
    }

    [LibraryImport("environment", EntryPoint = "lto_par_environment")]
    private static partial byte** Variables();
}
