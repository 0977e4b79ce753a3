using System.Security.Cryptography;
using System.Text;
using LtoPar.Elf;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Distributors.Reapi.Actions;

/// <summary>
/// The program of the jobs: one that the workers have where this machine has it, or one that is sent along with the libraries that it loads, so that all
/// machines run the same. The C library and the loader are the worker's own in either case: a program's loader is an absolute path, and fits one C library.
/// </summary>
/// <param name="Program">What the jobs call it, a path from the working folder where it is sent.</param>
/// <param name="Files">What is sent: paths from the working folder.</param>
/// <param name="Variables">The variables that it needs, sorted.</param>
/// <param name="Identity">
/// A hash of the builds of the program and its libraries, for the actions. Where they are not sent, an action would be the same before and after an update
/// of the program, and the server would go on giving what the old one made.
/// </param>
internal sealed record Toolchain(
    string Program, IReadOnlyList<(string Path, Blob Blob)> Files, IReadOnlyList<(string Name, string Value)> Variables, byte[] Identity)
{
    private const string Folder = "lto-par-toolchain";
    private const string LibraryOption = "--llvm-lib=";

    /// <summary>Without one, a program that is named without a folder is found nowhere.</summary>
    private static readonly (string, string) s_path = ("PATH", "/usr/local/bin:/usr/bin:/bin");

    /// <param name="program">As the jobs name it.</param>
    /// <param name="arguments">The words that all jobs have behind the program.</param>
    /// <param name="isSent">It is not the one that the workers have.</param>
    /// <exception cref="LtoParException">The program cannot be sent.</exception>
    public static Toolchain Of(string program, IReadOnlyList<string> arguments, bool isSent)
    {
        if (SearchPath.FindProgram(program) is not { } file)
        {
            return !isSent ? new Toolchain(program, [], [s_path], [])
                : throw new LtoParException(program, "there is no such program here, so it cannot be sent to the server; use --toolchain=installed");
        }

        string? llvm = LibraryIn(arguments) ?? LoadedLibraries.LlvmOf(file, arguments);
        string[] loaded = llvm is null ? [] : [llvm];
        string own = $"{Folder}/bin/{Path.GetFileName(program)}";
        SortedDictionary<string, string> files = new(StringComparer.Ordinal) { [own] = file };
        foreach (string library in loaded.Concat(LoadedLibraries.Of([file, .. loaded], isNeeded: isSent)))
        {
            files[LibraryPath(library)] = library;
        }

        byte[] identity = SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(files.Select(f => $"{f.Key}\n{FileBuild.Of(f.Value)}\n"))));
        if (!isSent)
        {
            return new Toolchain(program.Contains('/', StringComparison.Ordinal) ? file : program, [], [s_path], identity);
        }

        (string, string)[] variables = [("LD_LIBRARY_PATH", $"{Folder}/lib"), .. loaded.Select(l => ("LTO_PAR_LIBLLVM", LibraryPath(l))), s_path];
        return new Toolchain(own, [.. files.Select(f => (f.Key, Blob.OfFile(f.Value)))], variables, identity);
    }

    /// <summary>A word of a job's command; where it names a library that is sent, with the library's path there.</summary>
    public string Adapted(string word) => Files.Count > 0 && LibraryIn([word]) is { } library ? LibraryOption + LibraryPath(library) : word;

    private static string? LibraryIn(IEnumerable<string> arguments) =>
        arguments.LastOrDefault(a => a.StartsWith(LibraryOption, StringComparison.Ordinal))?[LibraryOption.Length..];

    private static string LibraryPath(string library) => $"{Folder}/lib/{Path.GetFileName(library)}";
}
