using System.Collections;

namespace LtoPar.Plugin.Native;

/// <summary>The process's environment variables, each "NAME=VALUE", for a process that is to be started.</summary>
internal static class EnvironmentBlock
{
    /// <param name="changes">Variables to add or replace.</param>
    public static List<string> With(IReadOnlyDictionary<string, string> changes)
    {
        List<string> variables = [];
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            if (entry.Key is string name && !changes.ContainsKey(name))
            {
                variables.Add($"{name}={entry.Value}");
            }
        }

        variables.AddRange(changes.Select(c => $"{c.Key}={c.Value}"));
        return variables;
    }
}
