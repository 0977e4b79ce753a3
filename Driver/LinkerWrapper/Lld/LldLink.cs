using LtoPar.Backend.Combining;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Reports;
using LtoPar.Driver.Terminals;
using LtoPar.LinkJobs;
using LtoPar.Platform.Files;
using LtoPar.Platform.Processes;

namespace LtoPar.Driver.LinkerWrapper.Lld;

/// <summary>
/// ld.lld with lto-par behind it. lld takes no plugins, so the link is made twice:
///
///   1. ld.lld links as asked but stops at the merged module: symbol resolution, archives, --wrap, version scripts are lld's own.
///   2. lto-par compiles that module: IPO once, then partitions in parallel.
///   3. ld.lld links again, on the same line, with the objects before everything that could take archive members for what they define.
///
/// The second link has to see the symbols of the first in the places of the first. Bitcode files, and archive members that were taken, are out of its
/// sight wherever they were found (<see cref="SecondInputs"/>); what they said of symbols that native code sees is said by an object of references
/// (<see cref="ReferenceObject"/>); the archive members that the first link took are counted (<see cref="ExtractedMembers"/>), and bitcode that comes
/// up all the same is never compiled (<see cref="BitcodeGuard"/>). A link without bitcode is lld's alone, and so is what lto-par cannot do, with a note.
/// </summary>
internal sealed class LldLink(string linker, string[] arguments, ScratchFolder scratch)
{
    private readonly List<LinkWord> _words = LinkLine.Parse(arguments);
    private readonly Messages _messages = new(Console.Error, ColorOption.IsOn(When.Auto, Console.Error));

    private List<LinkWord> ForLinker => [.. _words.Where(w => !LldOptions.IsOwn(w))];

    private string Output => LinkLine.ValueOf(_words, "o", "output") ?? "a.out";

    public int Run()
    {
        if (_words.Exists(w => w.Is("help", "version")) || !_words.Exists(w => w.IsFile || w.Is("l", "library")))
        {
            return Alone();
        }

        if (LldOptions.FindUnsupported(_words) is { } unsupported)
        {
            _messages.Note($"{unsupported} is ld.lld's own; it links without lto-par");
            return Alone();
        }

        // An archive for reproduction would hold the guard.
        if (!BitcodeInputs.Any(_words) && !_words.Exists(w => w.Is("reproduce")))
        {
            ProgramRunner.ProgramResult native = ProgramRunner.Capture(linker, [.. LinkLine.Tokens(ForLinker.Concat(Colors)), BitcodeGuard.Argument], scratch);
            if (!BitcodeGuard.Has(native))
            {
                native.Print();
                return native.Status;
            }
        }

        FirstLink first = new(ForLinker, scratch);
        if (first.Run(linker, Colors) is not { } said)
        {
            return Alone();
        }

        said.Print();
        return said.Status != 0 ? said.Status : Compile(first, said);
    }

    private int Compile(FirstLink first, ProgramRunner.ProgramResult said)
    {
        if (_words.Exists(w => w.Is("v", "V", "verbose")))
        {
            Console.Out.WriteLine($"lto-par {VersionText.Own} ({ProcessImage.File})");
        }

        LldResolution resolution = first.Resolution;
        if (resolution.FindThin() is { } thin)
        {
            _messages.Note($"{thin}: this is a ThinLTO module (compile with -flto instead of -flto=thin); ld.lld links without lto-par");
            return Alone();
        }

        IReadOnlyList<BitcodeName> names = resolution.Names(LldOptions.ExcludedLibraries(_words), scratch);
        string folder = Path.Combine(scratch.Path, "objects", Path.GetFileName(Output));
        OutputFile.Guard(folder, () => Directory.CreateDirectory(folder)); // lto-par's own -save-temps go beside it
        SymbolOrdering ordering = new(_words, scratch);
        int compiled = ProgramRunner.Run(
            ProcessImage.File,
            [
                first.Module, "--stage=ipo", $"--input-name={Output}", $"--emit-objects={folder}",
                .. LldOptions.IsRelocatable(_words) ? [] : new[] { "--final-link" },
                .. ordering.Arguments, .. LldOptions.ToArguments(_words), .. OtherFiles(),
            ],
            scratch);
        if (compiled != 0)
        {
            return compiled;
        }

        if (LldOptions.StopsEarly(_words))
        {
            new KeptFiles(_words, Output).Keep(first, folder, objects: []);
            OutputFile.Remove(Output);
            return 0;
        }

        string[] objects = File.ReadAllLines(Path.Combine(folder, ObjectFolder.ListName));
        new KeptFiles(_words, Output).Keep(first, folder, objects);

        SecondLink second = new(linker, ForLinker, Output, scratch, Colors, _messages);
        (int status, string? problem) = second.Run(resolution, names, objects, ordering, first.Extracted, said);
        if (problem is null)
        {
            return status;
        }

        _messages.Note($"{problem}; ld.lld links without lto-par");
        return Alone();
    }

    /// <summary>The files whose names promoted symbols must not have, where these are to keep theirs.</summary>
    private IReadOnlyList<string> OtherFiles()
    {
        if (!OwnOptions.KeepUniqueNames(LldOptions.ToArguments(_words)) || LldOptions.IsRelocatable(_words))
        {
            return [];
        }

        (IReadOnlyList<string> files, string? missing) = new NativeInputs(ValuesOf("L", "library-path")).Find(
            [
                .. _words.Where(w => w.IsFile).Select(w => w.Value!), .. ValuesOf("l", "library").Select(name => "-l" + name),
                .. ValuesOf("T", "script", "just-symbols"),
            ]);
        if (missing is not null)
        {
            _messages.Warning($"{missing} {NativeInputs.MissingText}");
            return ["--promote-names=always"];
        }

        // -u, --defsym and others name symbols.
        string words = Path.Combine(scratch.Path, "words");
        OutputFile.WriteText(words, string.Join('\n', LinkLine.Tokens(_words)));
        return [.. files.Append(words).Select(file => $"--linked-with={file}")];
    }

    private string[] ValuesOf(params string[] options) => [.. _words.Where(w => w.Is(options) && w.Value is not null).Select(w => w.Value!)];

    /// <summary>Both links write to pipes, and would not colour what a terminal gets to see in the end.</summary>
    private LinkWord[] Colors =>
        !_words.Exists(w => w.Is("color-diagnostics", "no-color-diagnostics")) && ColorOption.IsOn(When.Auto, Console.Error)
            ? [new LinkWord(["--color-diagnostics=always"], "color-diagnostics", "always")]
            : [];

    private int Alone() => ProgramRunner.Run(linker, LinkLine.Tokens(ForLinker), scratch);
}
