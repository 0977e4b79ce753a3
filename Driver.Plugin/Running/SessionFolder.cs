using System.Runtime.InteropServices;
using System.Text;
using LtoPar.LinkJobs;
using LtoPar.Platform;
using LtoPar.Platform.Native;
using LtoPar.Plugin.Native;

namespace LtoPar.Plugin.Running;

/// <summary>
/// The one place for temporary files of a link, in $TMPDIR: also of lto-par, whose TMPDIR it is, so that removing it removes all. It goes before any
/// fatal message (a linker may end inside it), in the cleanup hook, and, when the linker is killed, by the hand of lto-par, which is told when
/// that happens (LTO_PAR_LINKER), or once lto-par is done, of a guard (<see cref="Guard"/>).
/// </summary>
internal sealed unsafe class SessionFolder : IDisposable
{
    private FolderGuard? _guard;

    private SessionFolder(string path) => Path = path;

    public static string Parent => System.IO.Path.GetFullPath(Environment.GetEnvironmentVariable("TMPDIR") is { Length: > 0 } set ? set : "/tmp");

    public string Path { get; }

    /// <exception cref="LtoParException">There is no room for it, or no permission.</exception>
    public static SessionFolder Create()
    {
        string parent = Parent;
        byte[] template = Encoding.UTF8.GetBytes(System.IO.Path.Combine(parent, LinkDependencies.TemporaryFolder + "XXXXXX") + "\0");
        fixed (byte* text = template)
        {
            if (Libc.MakeTempFolder(text) is null)
            {
                throw new LtoParException(
                    parent,
                    $"no temporary folder can be made in it: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}; set TMPDIR to a "
                        + "folder that is there and has room");
            }
        }

        return new SessionFolder(Encoding.UTF8.GetString(template[..^1]));
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Starts the guard: from now on only this process works in the folder.</summary>
    public void Guard() => _guard ??= FolderGuard.Start(Path);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone already, or on a file system that vanished: what brought us here is the message that counts.
        }

        _guard?.Dispose();
        _guard = null;
    }
}
