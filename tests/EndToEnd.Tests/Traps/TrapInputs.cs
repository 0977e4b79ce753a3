using System.Collections.Concurrent;

namespace LtoPar.EndToEnd.Tests.Traps;

/// <summary>The files of a trap, compiled once for all stages and proofs: no test writes to them.</summary>
internal static class TrapInputs
{
    private static readonly ConcurrentDictionary<string, Lazy<(string[] Bitcode, string[] Natives)>> s_compiled = new(StringComparer.Ordinal);

    // Its end is that of the process.
    private static readonly TempFolder s_folder = RemovedAtExit();

    /// <summary>The bitcode to partition, and the objects to link with it.</summary>
    public static (IReadOnlyList<string> Bitcode, IReadOnlyList<string> Natives) Of(Trap trap) =>
        s_compiled.GetOrAdd(trap.Name, _ => new Lazy<(string[], string[])>(() => Compile(trap))).Value;

    private static TempFolder RemovedAtExit()
    {
        TempFolder folder = new();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        return folder;
    }

    private static (string[] Bitcode, string[] Natives) Compile(Trap trap)
    {
        string place = Directory.CreateDirectory(s_folder.File(trap.Name)).FullName;
        string[] bitcode = [.. trap.Inputs.Select(input => CompileBitcode(place, input))];
        string[] natives = [.. trap.Natives.Select(native => CompileNative(place, trap, Source(native)))];
        if (trap.Main.Length > 0)
        {
            string main = Path.Combine(place, "main.c");
            File.WriteAllText(main, trap.Main);
            natives = [.. natives, CompileNative(place, trap, main)];
        }

        return (bitcode, natives);
    }

    private static string Source(string name) => Path.Combine(Tools.Root, "tests/traps", name);

    private static string CompileBitcode(string place, string name)
    {
        string bitcode = Path.Combine(place, Path.GetFileNameWithoutExtension(name) + ".bc");
        _ = Path.GetExtension(name) switch
        {
            ".ll" => Tools.Check(Tools.Llvm("llvm-as"), Source(name), "-o", bitcode),
            ".cpp" => Tools.Check(Tools.Llvm("clang++"), "-O2", "-fPIC", "-flto", "-c", Source(name), "-o", bitcode),
            _ => Tools.Check(Tools.Llvm("clang"), "-O2", "-fPIC", "-flto", "-c", Source(name), "-o", bitcode),
        };
        return bitcode;
    }

    private static string CompileNative(string place, Trap trap, string source)
    {
        string native = Path.Combine(place, "native_" + Path.GetFileNameWithoutExtension(source) + ".o");
        Tools.Check("cc", ["-O1", "-fPIC", .. trap.NativeFlags, "-c", source, "-o", native]);
        return native;
    }
}
