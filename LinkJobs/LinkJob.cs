namespace LtoPar.LinkJobs;

/// <summary>
/// A whole LTO link as a linker hands it over: which bitcode files take part, and what the linker decided of each of their symbols. Plain
/// data, read and written without LLVM, because a linker plugin writes it and must not load LLVM into the linker.
/// </summary>
/// <param name="OutputKind">The kind of output that the linker makes.</param>
/// <param name="OutputName">The linker's output file: only for names (unique ids, temporary files), never written.</param>
/// <param name="Modules">The modules in command-line order, which is the order in which static constructors run.</param>
public sealed record LinkJob(LinkOutputKind OutputKind, string OutputName, IReadOnlyList<LinkModule> Modules);
