using System.CommandLine;
using LtoPar.Driver.CommandLine;
using LtoPar.Platform;

namespace LtoPar.Driver.Printing;

/// <summary>The options that print one function's IR between passes.</summary>
internal sealed class PrintOptions
{
    private readonly Option<string?> _after =
        OptionFactory.Text("--print-after", "PASS", "Print the function of --filter-function after each run of PASS, on stderr");

    private readonly Option<string?> _before = OptionFactory.Text("--print-before", "PASS", "The same before each run of PASS");

    private readonly Option<bool> _changed = OptionFactory.Flag("--print-changed", "The same after each pass that changes it");

    private readonly Option<string?> _function = OptionFactory.Text(
        "--filter-function", "NAME", "The function to print, by its name in the source or in the objects; its partition is compiled by itself for that");

    public IReadOnlyList<Option> All => [_after, _before, _changed, _function];

    /// <returns>Null: nothing is to be printed.</returns>
    /// <exception cref="LtoParException">What to print is said by halves.</exception>
    public PrintRequest? Read(ParseResult result)
    {
        string? after = result.GetValue(_after), before = result.GetValue(_before), function = result.GetValue(_function);
        bool changed = result.GetValue(_changed);
        string? asked = after is not null ? _after.Name : before is not null ? _before.Name : changed ? _changed.Name : null;
        if (changed && asked != _changed.Name)
        {
            throw new LtoParException(null, $"{_changed.Name} prints after every pass that changes the function; leave out {asked}");
        }

        return (asked, function) switch
        {
            (null, null) => null,
            (null, _) => throw new LtoParException(null, $"{_function.Name} says what to print, but not when; add {_after.Name}=PASS"),
            (_, null) => throw new LtoParException(null, $"{asked} needs {_function.Name}=NAME: the function to print"),
            _ => new PrintRequest(after, before, changed, function),
        };
    }
}
