using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.LinkerWrapper.Lld;

/// <summary>The link as it was asked for, up to the merged module.</summary>
internal sealed class FirstLink(IReadOnlyList<LinkWord> words, ScratchFolder scratch)
{
    private const string Undefined = "--undefined=";
    private const string NoSpace = "LLVM ERROR: IO failure on output stream";

    /// <summary>The options that make a link stop at the merged module, as it is before any pass.</summary>
    public static readonly string[] Stop = ["--lto-emit-llvm", "--lto-newpm-passes=no-op-module"];

    private readonly LinkWord[] _left = [.. words.Where(w => LldOptions.IsForSecondOnly(w) || LldOptions.IsOurs(w))];
    private LldResolution? _resolution;

    /// <summary>Whether the user wants ld.lld's own intermediate files.</summary>
    public bool SavesTemps { get; } = LldOptions.ValueOf(words, "save-temps", "save-temps") is not null;

    /// <summary>The merged module.</summary>
    public string Module => Path.Combine(scratch.Path, "merged.bc");

    /// <summary>The file that lists the archive members that were taken (--why-extract).</summary>
    public string Extracted => Path.Combine(scratch.Path, "extracted.tsv");

    public LldResolution Resolution => _resolution ??= LldResolution.Read(Module + ".resolution.txt");

    /// <param name="colors">The option that makes the linker write to a pipe as to a terminal, where there is a terminal.</param>
    /// <returns>The linker's status and messages; null when the link had no bitcode, and so no module.</returns>
    /// <exception cref="LtoParException">There is no room for the merged module, or a report cannot be written.</exception>
    public ProgramRunner.ProgramResult? Run(string linker, IEnumerable<LinkWord> colors)
    {
        string[] added = [.. Added()];
        ProgramRunner.ProgramResult outcome = ProgramRunner.Capture(linker, [.. LinkLine.Tokens(words.Except(_left).Concat(colors)), .. added], scratch);
        if (outcome.Status != 0)
        {
            return outcome.Error.Contains(NoSpace, StringComparison.Ordinal)
                ? throw new LtoParException(scratch.Path, "cannot be written: no space left on the device; free some, or set TMPDIR to a folder with room")
                : outcome;
        }

        if (!BitcodeInputs.IsBitcode(Module))
        {
            return null;
        }

        if (LinkLine.ValueOf(words, "reproduce") is { } archive)
        {
            ReproduceArchive.Mend(archive, added.Where(a => !a.StartsWith(Undefined, StringComparison.Ordinal)), _left.Select(Reproduced));
        }

        if (LinkLine.ValueOf(words, "why-extract") is { } wanted)
        {
            OutputFile.Write(wanted, File.ReadAllBytes(Extracted));
        }

        return outcome;
    }

    private IEnumerable<string> Added()
    {
        IEnumerable<string> wrapped = words.Where(w => w.Is("wrap") && w.Value is not null && RuntimeFunctions.IsOne(w.Value))
            .Select(w => w.Value!)
            .Distinct(StringComparer.Ordinal);
        return
        [
            "-o", Module, .. Stop, $"--why-extract={Extracted}", SavesTemps ? "--save-temps" : "--save-temps=resolution",
            // Code generation makes calls to runtime functions; that they are wrapped in something is not known before, and it would be dropped as unused.
            .. wrapped.Select(name => $"{Undefined}__wrap_{name}"),
        ];
    }

    private static string Reproduced(LinkWord word) => word.Is("o", "output") ? $"-o {Path.GetFileName(word.Value)}" : string.Join(' ', word.Tokens);
}
