using System.Globalization;
using LtoPar.Platform.Files;
using LtoPar.Platform.Native;
using Microsoft.Win32.SafeHandles;

namespace LtoPar.Backend.Combining;

/// <summary>
/// Ends lto-par when the linker that started it dies, and removes the folder that the linker's plugin made for temporary files: a linker that is
/// killed by SIGKILL cleans up nothing, and lto-par would go on compiling in vain. The plugin says LTO_PAR_LINKER=FD:FOLDER, where FD is the
/// end of a socket (standard error) that is never written to: it ends when the last process that has the other end open, the linker, is gone. That and not
/// prctl(PR_SET_PDEATHSIG), which goes by the thread that started the child, and mold's threads come and go.
/// </summary>
public static class LinkerWatch
{
    private const string Variable = "LTO_PAR_LINKER";
    private const int Status = 1;

    private static int s_descriptor = -1;
    private static string? s_text;
    private static string? s_folder;

    /// <summary>What a program that runs in this one's place has to be told.</summary>
    public static IEnumerable<(string Name, string Value)> Variables => s_text is { } text ? [(Variable, text)] : [];

    /// <summary>Leaves the folder to a program that runs in this one's place.</summary>
    public static void LeaveFolder()
    {
        if (s_folder is { } folder)
        {
            ScratchFolders.Forget(folder);
        }
    }

    /// <summary>Does nothing in a process that no plugin started.</summary>
    public static void Start()
    {
        string? text = Environment.GetEnvironmentVariable(Variable);
        // Not for the linkers that lto-par itself starts: theirs is another descriptor of that number.
        Environment.SetEnvironmentVariable(Variable, null);
        int colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (colon <= 0 || !int.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out int descriptor))
        {
            return;
        }

        s_descriptor = descriptor;
        s_text = text;
        s_folder = text![(colon + 1)..];
        ScratchFolders.Register(s_folder);
        new Thread(() => Watch(descriptor)) { IsBackground = true, Name = "linker watch" }.Start();
    }

    /// <summary>Before the process ends: of a linker that has died in the meantime, nothing may be left, and what is being removed must be gone.</summary>
    public static void Finish()
    {
        if (s_descriptor >= 0 && Posix.IsClosedByOthers(s_descriptor))
        {
            ScratchFolders.RemoveAllAndExit(Status);
        }
    }

    private static void Watch(int descriptor)
    {
        using SafeFileHandle pipe = new(descriptor, ownsHandle: true);
        using FileStream stream = new(pipe, FileAccess.Read, bufferSize: 0);
        while (stream.ReadByte() >= 0)
        {
        }

        ScratchFolders.RemoveAllAndExit(Status);
    }
}
