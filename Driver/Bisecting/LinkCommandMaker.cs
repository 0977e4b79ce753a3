using System.Diagnostics;
using System.Text;
using LtoPar.Platform;
using LtoPar.Platform.Files;
using LtoPar.Platform.Processes;

namespace LtoPar.Driver.Bisecting;

/// <summary>Runs the user's link command, in which lto-par takes objects that it is given instead of compiling.</summary>
internal sealed class LinkCommandMaker(IReadOnlyList<string> words) : IProgramMaker, IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public string Program => Hand.Program;

    public string? Object => null;

    public string Subject => Shell.Line(words);

    /// <summary>The module that the link cuts, and the options that it cuts and compiles it with.</summary>
    public (string Module, IReadOnlyList<string> Options) Recorded => (Hand.Module, Hand.Arguments);

    private LinkHandOver Hand => new(_scratch.Path);

    /// <summary>Runs the command up to where lto-par would compile.</summary>
    /// <exception cref="LtoParException">It starts no lto-par.</exception>
    public void Record()
    {
        ProgramAnswer answer = Run();
        if (!Hand.IsRecorded)
        {
            string said = OneLine.Of(Encoding.UTF8.GetString(answer.Error).Trim());
            throw new LtoParException(
                words[0],
                $"the link command has no lto-par compile anything (status {answer.Status}{(said.Length > 0 ? ": " + said : "")}); does it link bitcode, with "
                    + "lto-par's plugin or wrapper, and is the output not up to date?");
        }
    }

    public void Make(IReadOnlyList<byte[]> objects)
    {
        Hand.Give(objects);
        OutputFile.Remove(Program);
        ProgramAnswer answer = Run();
        if (answer.Status != 0 || !File.Exists(Program))
        {
            string said = OneLine.Of(Encoding.UTF8.GetString(answer.Error).Trim());
            throw new LtoParException(words[0], $"the link command ends with status {answer.Status}: {said}");
        }
    }

    public (string Making, string Program, string Object) Script(IEnumerable<string> objects) =>
    (
        $"printf '%s\\n' {string.Join(' ', objects)} >\"$work/{Path.GetFileName(Hand.List)}\"\n"
            + $"    (cd {Shell.Quote(Environment.CurrentDirectory)} && {LinkHandOver.EnvironmentVariable}=\"$work\" {Shell.Line(words)}) || exit 2",
        Shell.Quote(Program),
        ""
    );

    public void Dispose() => _scratch.Dispose();

    private ProgramAnswer Run()
    {
        ProcessStartInfo start = new(words[0], words.Skip(1));
        start.Environment[LinkHandOver.EnvironmentVariable] = _scratch.Path;
        return ProgramAnswer.Get(start, input: null, limit: null);
    }
}
