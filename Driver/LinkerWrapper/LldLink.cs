using LtoPar.Backend;
using LtoPar.Backend.Elf;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Reading;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Reports;

namespace LtoPar.Driver.LinkerWrapper;

/// <summary>
/// ld.lld with lto-par behind it, in two passes, since lld takes no plugins:
///
///   1. ld.lld links as asked but stops at the merged module: symbol resolution, archives, --wrap, version scripts are lld's own.
///   2. lto-par compiles that module: IPO once, then partitions in parallel.
///   3. ld.lld links again, with the objects in place of the first bitcode input and without the other ones.
///
/// What the third step must not lose: native members of archives that only IR asked for (their constructors ran in a one-pass link), hence -u
/// for each that nothing refers to any more; the place of the objects, before any archive that bitcode came from, or that archive's member
/// would be taken once more. A link without bitcode is finished after the first pass. What lto-par cannot do, ld.lld does alone, and says so.
/// </summary>
internal sealed class LldLink(string linker, string[] arguments, ScratchFolder scratch)
{
    private readonly List<LinkWord> _words = LinkLine.Parse(arguments);
    private readonly Messages _messages = new(Console.Error, ColorOption.IsOn(When.Auto, Console.Error));

    public int Run()
    {
        List<LinkWord> forLinker = [.. _words.Where(w => !LldOptions.IsOwn(w))];
        if (_words.Exists(w => w.Is("help", "version", "v", "V")) || !_words.Exists(w => w.IsFile || w.Is("l", "library")))
        {
            return ChildProcess.Run(linker, LinkLine.Tokens(forLinker), scratch);
        }

        if (LldOptions.FindUnsupported(_words) is { } unsupported)
        {
            _messages.Note($"{unsupported} is ld.lld's own; it links without lto-par");
            return ChildProcess.Run(linker, LinkLine.Tokens(forLinker), scratch);
        }

        string output = LinkLine.ValueOf(_words, "o", "output") ?? "a.out";
        string module = Path.Combine(scratch.Path, "merged.bc");
        string extracted = Path.Combine(scratch.Path, "extracted.tsv");
        ChildProcess.Outcome first = ChildProcess.Capture(
            linker,
            [
                .. LinkLine.Tokens(forLinker.Where(w => !LldOptions.IsReport(w))), "-o", module, "--lto-emit-llvm", "--lto-newpm-passes=no-op-module",
                $"--why-extract={extracted}", "--save-temps=resolution",
            ],
            scratch);
        if (first.Status != 0)
        {
            Console.Out.Write(first.Output);
            Console.Error.Write(first.Error);
            return first.Status;
        }

        if (!IsBitcode(module))
        {
            return FinishNative(first, module, output, forLinker);
        }

        LldResolution modules = LldResolution.Read(module + ".resolution.txt");
        if (Unreachable(modules) is { } hidden)
        {
            _messages.Note($"{hidden}: this bitcode is named by a linker script, not on the command line; ld.lld links without lto-par");
            return ChildProcess.Run(linker, LinkLine.Tokens(forLinker), scratch);
        }

        if (modules.FindThin() is { } thin)
        {
            _messages.Note($"{thin}: this is a ThinLTO module (compile with -flto instead of -flto=thin); ld.lld links without lto-par");
            return ChildProcess.Run(linker, LinkLine.Tokens(forLinker), scratch);
        }

        string folder = Path.Combine(scratch.Path, "objects", Path.GetFileName(output));
        SymbolOrdering ordering = new(_words, scratch);
        int compiled = ChildProcess.Run(
            WrapperProgram.OwnProgram, [module, "--stage=ipo", $"--emit-objects={folder}", .. ordering.Arguments, .. LldOptions.ToArguments(_words)], scratch);
        if (compiled != 0)
        {
            return compiled;
        }

        string[] objects = File.ReadAllLines(Path.Combine(folder, ObjectFolder.ListName));
        return ChildProcess.Run(linker, LinkLine.Tokens(ordering.Apply(SecondPass(forLinker, modules, objects, extracted))), scratch);
    }

    /// <summary>There was no bitcode: the first pass made the program, unless reports that were kept from it are due.</summary>
    private int FinishNative(ChildProcess.Outcome first, string program, string output, List<LinkWord> words)
    {
        if (!File.Exists(program) || words.Exists(w => LldOptions.IsReport(w) && !w.Is("o", "output")))
        {
            return ChildProcess.Run(linker, LinkLine.Tokens(words), scratch);
        }

        Console.Out.Write(first.Output);
        Console.Error.Write(first.Error);
        OutputFile.Replace(output, temporary => File.Move(program, temporary));
        return 0;
    }

    private List<LinkWord> SecondPass(List<LinkWord> words, LldResolution modules, string[] objects, string extracted)
    {
        List<LinkWord> second = [];
        bool placed = false;
        bool whole = false;
        Stack<bool> states = new();
        foreach (LinkWord word in words)
        {
            whole = word.Option switch
            {
                "whole-archive" => true,
                "no-whole-archive" => false,
                "pop-state" when states.Count > 0 => states.Pop(),
                _ => whole,
            };
            if (word.Is("push-state"))
            {
                states.Push(whole);
            }

            bool isModule = word.IsFile && modules.Files.Contains(word.Value!);
            string? archive = modules.Archives.Keys.FirstOrDefault(a => Names(word, a));
            if (!placed && (isModule || archive is not null))
            {
                // Between --whole-archive and its end, or --start-lib and its end, objects are what they are anywhere.
                placed = true;
                second.AddRange(objects.Select(o => new LinkWord([o], null, o)));
            }

            if (isModule)
            {
                continue;
            }

            if (archive is not null && whole)
            {
                string filtered = Path.Combine(scratch.Path, $"{second.Count}-{Path.GetFileName(archive)}");
                second.AddRange(ArchiveFilter.Without(archive, modules.Archives[archive], filtered).Select(f => new LinkWord([f], null, f)));
                continue;
            }

            second.Add(word);
        }

        second.AddRange(OnlyIrAskedFor(modules, objects, extracted).Select(s => new LinkWord(["-u", s], "u", s)));
        return second;
    }

    /// <summary>Symbols whose native archive members bitcode pulled in, and the objects no longer mention.</summary>
    private static IEnumerable<string> OnlyIrAskedFor(LldResolution modules, string[] objects, string extracted)
    {
        // reference, extracted file, symbol; the first line says so.
        List<string> symbols =
        [
            .. File.ReadLines(extracted).Skip(1).Select(l => l.Split('\t'))
                .Where(c => c.Length == 3 && modules.Names.Contains(c[0]) && !modules.Names.Contains(c[1]))
                .Select(c => c[2]),
        ];
        if (symbols.Count == 0)
        {
            return [];
        }

        HashSet<string> mentioned =
        [
            .. objects.SelectMany(o => ElfObject.Read(File.ReadAllBytes(o), o).Symbols).Where(s => !s.IsDefined && s.IsNamed).Select(s => s.Name),
        ];
        return symbols.Where(s => !mentioned.Contains(s)).Distinct();
    }

    /// <summary>A module that no word of the command line names, and so cannot be taken out.</summary>
    private string? Unreachable(LldResolution modules) =>
        modules.Files.FirstOrDefault(f => !_words.Exists(w => w.IsFile && w.Value == f))
        ?? modules.Archives.Keys.FirstOrDefault(a => !_words.Exists(w => Names(w, a)));

    private static bool Names(LinkWord word, string archive) => word switch
    {
        { IsFile: true } => word.Value == archive,
        { Option: "l" or "library", Value: [':', .. var file] } => Path.GetFileName(archive) == file,
        { Option: "l" or "library", Value: { } name } => Path.GetFileName(archive) == $"lib{name}.a",
        _ => false,
    };

    private static bool IsBitcode(string file)
    {
        if (!File.Exists(file))
        {
            return false;
        }

        using FileStream stream = File.OpenRead(file);
        Span<byte> start = stackalloc byte[4];
        return BitcodeContainer.IsBitcode(start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
    }
}
