using System.CommandLine;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Terminals;
using LtoPar.Platform;

namespace LtoPar.Driver.Reports;

/// <summary>"lto-par: error: ...": what is said on stderr, coloured as clang colours it.</summary>
internal sealed class Messages(TextWriter writer, bool color)
{
    private const string Red = "\u001b[1;31m";
    private const string Magenta = "\u001b[1;35m";
    private const string Cyan = "\u001b[1;36m";
    private const string Blue = "\u001b[1;34m";
    private const string Plain = "\u001b[0m";

    private int _warnings;

    /// <summary>The number of warnings so far.</summary>
    public int Warnings => _warnings;

    public static Messages Of(ParseResult result)
    {
        TextWriter error = result.InvocationConfiguration.Error;
        return new Messages(error, ColorOption.IsOn(result.GetValue(ColorOption.Option) ?? When.Auto, error));
    }

    public void Error(string text) => Say("error", Red, text);

    public void InternalError(string text) => Say("internal error", Red, text);

    public void Warning(string text)
    {
        Interlocked.Increment(ref _warnings);
        Say("warning", Magenta, text);
    }

    public void Note(string text) => Say("note", Cyan, text);

    public void Remark(string text) => Say("remark", Blue, text);

    /// <summary>A line as it is.</summary>
    public void Line(string? text) => Text(text + Environment.NewLine);

    /// <summary>Lines as they are, in one piece.</summary>
    public void Text(string text)
    {
        try
        {
            writer.Write(text);
            writer.Flush();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // stderr is closed or full: the exit status is all that can still be said.
        }
    }

    private void Say(string kind, string start, string text) =>
        Line(color ? $"lto-par: {start}{kind}:{Plain} {OneLine.Of(text)}" : $"lto-par: {kind}: {OneLine.Of(text)}");
}
