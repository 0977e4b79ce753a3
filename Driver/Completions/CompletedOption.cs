using System.CommandLine;

namespace LtoPar.Driver.Completions;

/// <summary>An option as a shell has to know it.</summary>
/// <param name="Spellings">The name and its aliases, in ordinal order.</param>
/// <param name="Value">What --help calls the value; null: there is none.</param>
/// <param name="Choices">The words that the value may be, in the order of --help; empty where <paramref name="Kind"/> is not Choice.</param>
/// <param name="IsAttached">Whether the value stands behind the spelling without a space or '=', as in -O2.</param>
internal sealed record CompletedOption(
    IReadOnlyList<string> Spellings,
    string Description,
    ValueKind Kind,
    string? Value,
    IReadOnlyList<string> Choices,
    bool IsAttached)
{
    public static CompletedOption Of(Option option)
    {
        string? value = option.HelpName;
        // In "N|auto|all" the word in capitals stands for what is not a word.
        string[] choices = value is not null && value.Contains('|', StringComparison.Ordinal) ? [.. value.Split('|').Where(w => !char.IsUpper(w[0]))] : [];
        ValueKind kind = value switch
        {
            null => ValueKind.None,
            "DIR" => ValueKind.Folder,
            "FILE" or "PATH" or "PROG" => ValueKind.File,
            _ when choices.Length > 0 => ValueKind.Choice,
            _ => ValueKind.Other,
        };
        string[] spellings = [.. option.Aliases.Prepend(option.Name).Order(StringComparer.Ordinal)];
        return new CompletedOption(spellings, option.Description ?? "", kind, value, choices, option.Name == "-O");
    }
}
