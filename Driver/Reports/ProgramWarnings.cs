using LtoPar.Platform;

namespace LtoPar.Driver.Reports;

/// <summary>Says what LLVM warns of in the user's program. With -Werror the run ends when all that is known has been said, and leaves no output.</summary>
internal sealed class ProgramWarnings(Messages messages, bool areErrors)
{
    private const string Option = "-Werror";

    private int _errors;

    public void Say(string text)
    {
        if (areErrors)
        {
            _errors++;
            messages.Error($"{text} [{Option}]");
        }
        else
        {
            messages.Warning(text);
        }
    }

    /// <exception cref="LtoParException">There were warnings, and they are errors.</exception>
    public void Check(string file)
    {
        if (_errors > 0)
        {
            throw new LtoParException(file, $"{(_errors == 1 ? "a warning is an error" : $"{_errors} warnings are errors")} ({Option})");
        }
    }
}
