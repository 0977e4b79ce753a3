namespace LtoPar.LinkJobs;

/// <summary>
/// A whole LTO link as a linker hands it over: which bitcode files take part, and what the linker decided of each of their symbols. Plain
/// data, read and written without LLVM, because a linker plugin writes it and must not load LLVM into the linker.
/// </summary>
/// <param name="OutputKind">The kind of output that the linker makes.</param>
/// <param name="OutputName">The linker's output file: only for names (unique ids, temporary files), never written.</param>
/// <param name="Modules">The modules in command-line order, which is the order in which static constructors run.</param>
public sealed record LinkJob(LinkOutputKind OutputKind, string OutputName, IReadOnlyList<LinkModule> Modules)
{
    /// <summary>Names that the linker wraps (--wrap): undefined references to NAME mean __wrap_NAME, and __real_NAME is the definition.</summary>
    public IReadOnlyList<string> Wrapped { get; init; } = [];

    /// <summary>Commons of native objects, for linkers that take the size of a common from what is merged alone.</summary>
    public IReadOnlyList<NativeCommon> NativeCommons { get; init; } = [];

    /// <summary>
    /// The files without bitcode that the linker may link, among them whole archives: where promoted symbols are to keep names that these do not have. Empty:
    /// they are not known.
    /// </summary>
    public IReadOnlyList<string> NativeFiles { get; init; } = [];
}
