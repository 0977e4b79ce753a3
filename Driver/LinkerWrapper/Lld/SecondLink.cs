using LtoPar.Driver.Reports;
using LtoPar.LinkJobs;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.LinkerWrapper.Lld;

/// <summary>The link with objects in place of bitcode, which makes the output.</summary>
internal sealed class SecondLink(
    string linker, List<LinkWord> words, string output, ScratchFolder scratch, IReadOnlyList<LinkWord> colors, Messages messages)
{
    /// <summary>Reports that are files.</summary>
    private static readonly string[] s_reports = ["Map", "print-gc-sections", "print-symbol-order", "why-live", "cref"];

    private readonly List<(string Temporary, string Name)> _objects = [];

    /// <returns>The linker's status, and what makes the output wrong in spite of it: null when nothing does.</returns>
    /// <param name="extracted">The members that the first link took of archives.</param>
    /// <param name="said">The messages that the first link has printed already.</param>
    public (int Status, string? Problem) Run(
        LldResolution resolution, IReadOnlyList<BitcodeName> names, string[] objects, SymbolOrdering ordering, string extracted,
        ProgramRunner.ProgramResult said)
    {
        List<LinkWord> line = [.. words.Where(w => !LldOptions.IsForFirstOnly(w) && !LldOptions.IsOurs(w))];
        HashSet<string> bitcode = [.. resolution.Modules.Where(m => !LldResolution.IsMember(m)).Select(m => m.Path)];
        line.InsertRange(ObjectPlace.Find(line, bitcode.Contains), Objects(names, objects).Select(o => new LinkWord([o], null, o)));
        line = ordering.Apply(line);
        SecondInputs inputs = new(resolution, scratch);
        string extractedNow = Path.Combine(scratch.Path, "extracted-by-objects.tsv");
        List<string> late = [];
        ProgramRunner.ProgramResult outcome = Link();
        while (BitcodeGuard.Has(outcome) && FindLateBitcode(line, inputs) is { Count: > 0 } modules)
        {
            // ld.lld does the same in one pass: what is compiled already is not compiled again, and the symbol is looked for elsewhere.
            late.AddRange(modules.Select(m => NamesOf(inputs).Rewrite(m.Name)));
            inputs.Remove(modules);
            outcome = Link();
        }

        Report(outcome, said, inputs);
        foreach (string module in outcome.Status != 0 ? late : [])
        {
            messages.Note($"{module}: this bitcode was asked for when the program had been compiled already, by a call that optimisation or code "
                + "generation made, and is left out; "
                + "name the file on the command line, or link a native library with the function");
        }

        string? missing = outcome.Status == 0 ? ExtractedMembers.FindMissing(extracted, extractedNow, resolution) : null;
        return (outcome.Status, missing is null ? null : $"{missing}: this archive member would be left out");

        // What a version script names is there; the first link has seen to that, and optimisation may have removed it.
        ProgramRunner.ProgramResult Link() => ProgramRunner.Capture(
            linker,
            [.. LinkLine.Tokens(inputs.Apply(line)), .. LinkLine.Tokens(colors), $"--why-extract={extractedNow}", BitcodeGuard.Argument, "--undefined-version"],
            scratch);
    }

    private string[] Objects(IReadOnlyList<BitcodeName> names, string[] objects)
    {
        for (int i = 0; i < objects.Length; i++)
        {
            _objects.Add((objects[i], LtoObjectName.Of(output, i)));
        }

        bool isRelocatable = LldOptions.IsRelocatable(words);
        HashSet<string> wrapped = [.. words.Where(w => w.Is("wrap") && w.Value is not null).Select(w => w.Value!)];
        if (objects.Length > 0 && ReferenceObject.Make(names, wrapped, isRelocatable, File.ReadAllBytes(objects[0]), objects[0]) is { } references)
        {
            string file = Path.Combine(scratch.Path, "references.o");
            OutputFile.Guard(file, () => File.WriteAllBytes(file, references));
            _objects.Add((file, $"{output}.lto.references.o"));
            return [.. objects, file];
        }

        return objects;
    }

    private void Report(ProgramRunner.ProgramResult outcome, ProgramRunner.ProgramResult said, SecondInputs inputs)
    {
        ReportNames names = NamesOf(inputs);
        foreach (LinkWord word in words.Where(w => w.Is(s_reports) && w.Value is { Length: > 0 } and not "-"))
        {
            names.RewriteFile(word.Value!);
        }

        if (outcome.Status == 0 && LinkLine.ValueOf(words, "dependency-file") is { } dependencies)
        {
            Dictionary<string, string> originals = inputs.Replaced.ToDictionary(r => r.Replacement, r => r.Original, StringComparer.Ordinal);
            DependencyFile.Mend(dependencies, scratch.Path, originals.GetValueOrDefault);
        }

        // Both links may find the same to warn of.
        HashSet<string> before = [.. said.Error.Split('\n').Where(l => l.Length > 0)];
        string error = string.Join('\n', names.Rewrite(outcome.Error).Split('\n').Where(l => !before.Contains(l)));
        (outcome with { Output = names.Rewrite(outcome.Output), Error = error }).Print();
    }

    private ReportNames NamesOf(SecondInputs inputs) => new(_objects.Concat(inputs.Replaced.Select(r => (r.Replacement, r.Original))));

    /// <summary>The link once more, up to the merged module, to learn which files it is of.</summary>
    private IReadOnlyList<LinkModule> FindLateBitcode(List<LinkWord> line, SecondInputs inputs)
    {
        string module = Path.Combine(scratch.Path, "late.bc");
        ProgramRunner.Capture(
            linker,
            [
                .. LinkLine.Tokens(inputs.Apply([.. line.Where(w => !LldOptions.IsForSecondOnly(w))])),
                "-o", module, .. FirstLink.Stop, "--save-temps=resolution",
            ],
            scratch);
        string resolutions = module + ".resolution.txt";
        return File.Exists(resolutions) ? LldResolution.Read(resolutions).Modules : [];
    }
}
