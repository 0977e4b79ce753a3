using System.Text;
using LtoPar.Platform.Processes;

namespace LtoPar.Driver.UserCommands;

/// <summary>Links an object to a program as the user says.</summary>
internal static class UserLink
{
    /// <param name="link">A command for the shell; %i is the object, %o the program to make.</param>
    /// <returns>What went wrong, of which there is no program; null: nothing did.</returns>
    public static string? Run(string link, string file, string program)
    {
        File.Delete(program);
        ProgramAnswer linked = ShellCommand.Run(ShellCommand.Expand(link, ('i', file), ('o', program)));
        if (linked.Status == 0 && File.Exists(program))
        {
            return null;
        }

        string text = Encoding.UTF8.GetString(linked.Error).Trim();
        return $"status {linked.Status}{(text.Length > 0 ? ": " + text : "")}{(linked.Status == 0 ? " and no %o was made" : "")}";
    }
}
