using System.Text.RegularExpressions;
using LtoPar.Backend.Partitions;

namespace LtoPar.Backend.Workers;

/// <summary>Reads what LLVM says with <see cref="PassLog"/>, and remembers where it was at last.</summary>
internal sealed partial class PassLogReader
{
    private string? _function;
    private string? _pass;
    private bool _isInStructure;

    /// <summary>", in function 'f' (pass X)"; "" when nothing has run.</summary>
    public string Place => _pass is null ? "" : _function is null ? $"; in pass {_pass}" : $"; in function '{_function}' (pass {_pass})";

    /// <returns>False: the line is another message.</returns>
    public bool Take(string line)
    {
        // The list of all passes comes with it, in lines of any kind, before the first one runs.
        _isInStructure = (_isInStructure || line.StartsWith("Pass Arguments: ", StringComparison.Ordinal)) && !Executing().IsMatch(line);
        if (_isInStructure)
        {
            return true;
        }

        if (Executing().Match(line) is { Success: true } emit)
        {
            _pass = emit.Groups[1].Value;
            _function = emit.Groups[2].Value == "Function" ? PromotedSuffix.Remove(emit.Groups[3].Value) : null;
            return true;
        }

        if (Running().Match(line) is { Success: true } pass)
        {
            _pass = pass.Groups[1].Value;
            string subject = pass.Groups[2].Value;
            _function = subject == "[module]" ? null : PromotedSuffix.Remove(InFunction().Replace(subject, "").Trim('(', ')'));
            return true;
        }

        return Other().IsMatch(line);
    }

    /// <summary>As LLVM's legacy pass manager words it.</summary>
    [GeneratedRegex(@"Executing Pass '(.*)' on (\w+)(?: '(.*)')?\.\.\.")]
    private static partial Regex Executing();

    /// <summary>As the other one does: "Running pass: X on f (3 instructions)", "... on loop %l in function f".</summary>
    [GeneratedRegex(@"^ *Running pass: (.+?) on (.*?)(?: \(\d+ (?:instruction|node|block)s?\))?$")]
    private static partial Regex Running();

    [GeneratedRegex(@"^.* in function ")]
    private static partial Regex InFunction();

    /// <summary>What both say besides.</summary>
    [GeneratedRegex(@"^ *(Running analysis|Invalidating|Clearing|Skipping)\b|(Made Modification|Freeing Pass|(Required|Preserved|Used) Analyses|Last Use) ")]
    private static partial Regex Other();
}
