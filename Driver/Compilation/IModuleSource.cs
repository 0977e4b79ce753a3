using LtoPar.Cache.Keys;
using LtoPar.Llvm;

namespace LtoPar.Driver.Compilation;

/// <summary>Where the module comes from that is cut: a file, or the merge of a link's files.</summary>
internal interface IModuleSource
{
    /// <summary>The path that the command line names.</summary>
    string Path { get; }

    /// <summary>The size of its bitcode; 0: it is not known before it is read.</summary>
    long Bytes { get; }

    /// <summary>The commands that -### prints before the others: they make <see cref="CutPath"/>.</summary>
    IReadOnlyList<IReadOnlyList<string>> CommandsBefore { get; }

    /// <summary>The input of the commands that -### prints.</summary>
    string CutPath { get; }

    /// <summary>The options that the first of those commands needs to read it as this run does.</summary>
    IReadOnlyList<string> CutArguments { get; }

    /// <summary>No other link takes the output.</summary>
    bool IsFinal { get; }

    /// <summary>The other files of the final link; empty: they are not known.</summary>
    IReadOnlyList<string> LinkedWith { get; }

    /// <summary>Whether the whole program is in one context before it is cut. Known once it is open.</summary>
    bool WasWhole { get; }

    /// <summary>What temporary files and promoted names are called after.</summary>
    /// <param name="output">The output that the command line names, or "".</param>
    string LinkName(string output);

    /// <summary>Adds what it is made of, by content.</summary>
    /// <returns>False: it can be read but once.</returns>
    bool AddTo(KeyRecord record);

    /// <summary>Writes the merged module to the files of the run, and does nothing else with it.</summary>
    void WriteMerged(Pipeline pipeline);

    /// <summary>
    /// Opens the program to be cut: what the prefix has made of it, where IPO is asked for. Its metadata is not indexed; the caller disposes of it.
    /// </summary>
    InputProgram Open(Pipeline pipeline);
}
