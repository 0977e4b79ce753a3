using System.Collections;
using System.Runtime.InteropServices;
using LtoPar.Platform.Native;

namespace LtoPar.Platform.Processes;

/// <summary>
/// This program again in its own place, with another command line. All threads end with it, whatever they hold, and all memory is new: it is the way out when
/// native code has failed in a process whose memory is not to be trusted any more. Everything that it needs is made ready before, since the C heap may be
/// locked by then.
/// </summary>
public sealed unsafe class SelfRestart
{
    private readonly byte* _program;
    private readonly byte** _arguments;
    private readonly byte** _environment;

    /// <param name="arguments">Without the program's name.</param>
    /// <param name="variables">Variables besides those of this process.</param>
    public SelfRestart(IReadOnlyList<string> arguments, IEnumerable<(string Name, string Value)> variables)
    {
        // .NET's copy of the environment: what native code has changed in its own is gone in the new process.
        SortedDictionary<string, string> environment = new(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            environment[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        foreach ((string name, string value) in variables)
        {
            environment[name] = value;
        }

        // Kept until the end of the process, as few bytes as they are.
        _program = Copy(ProcessImage.File);
        _arguments = Copy([ProcessImage.File, .. arguments]);
        _environment = Copy([.. environment.Select(v => $"{v.Key}={v.Value}")]);
    }

    /// <returns>When it could not be done.</returns>
    public void Go()
    {
        _ = ProcessImage.ResetBrokenPipe();
        _ = Posix.SetAlarm(0);
        _ = Posix.ExecuteWith(_program, _arguments, _environment);
    }

    private static byte** Copy(IReadOnlyList<string> texts)
    {
        byte** pointers = (byte**)NativeMemory.AllocZeroed((nuint)texts.Count + 1, (nuint)sizeof(byte*));
        for (int i = 0; i < texts.Count; i++)
        {
            pointers[i] = Copy(texts[i]);
        }

        return pointers;
    }

    private static byte* Copy(string text) => (byte*)Marshal.StringToCoTaskMemUTF8(text);
}
