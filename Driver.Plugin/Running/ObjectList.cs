using LtoPar.CallGraph;
using LtoPar.Plugin.Native;

namespace LtoPar.Plugin.Running;

/// <summary>
/// The objects of lto-par as the linker is to open them. Unless they are to be kept, each is opened and unlinked, and the linker is given
/// /proc/self/fd/N: so no object stays however the linker ends, not even by SIGKILL. Where that is not to be had (no /proc, too many objects for the
/// process's limit) or names of files have a meaning (a linker script can say *.o), they keep their names until the cleanup hook.
/// </summary>
internal static class ObjectList
{
    // Linkers need descriptors for their own inputs, and the usual limit is 1024.
    private const int MostDescriptors = 256;

    public static IReadOnlyList<string> Read(string folder)
    {
        string list = Path.Combine(folder, "objects.txt");
        return File.Exists(list) ? File.ReadAllLines(list) : throw new LtoParException(list, "lto-par did not write it");
    }

    /// <summary>Paths that need no cleaning up, or null when the objects must keep their names.</summary>
    public static IReadOnlyList<string>? Unlink(IReadOnlyList<string> objects)
    {
        if (objects.Count > MostDescriptors || !Directory.Exists("/proc/self/fd"))
        {
            return null;
        }

        List<int> opened = [];
        foreach (string path in objects)
        {
            int descriptor = Libc.Open(path, Libc.OpenReadOnly | Libc.OpenCloseOnExec, 0);
            if (descriptor < 0)
            {
                opened.ForEach(d => _ = Libc.Close(d));
                return null;
            }

            opened.Add(descriptor);
        }

        foreach (string path in objects)
        {
            File.Delete(path);
        }

        return [.. opened.Select(d => $"/proc/self/fd/{d}")];
    }

    /// <summary>The names of LLVM's own plugin for a link of several tasks: PATH, PATH1, PATH2.</summary>
    public static IReadOnlyList<string> MoveTo(string path, IReadOnlyList<string> objects)
    {
        string[] kept = new string[objects.Count];
        for (int i = 0; i < kept.Length; i++)
        {
            kept[i] = i == 0 ? path : path + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            try
            {
                File.Move(objects[i], kept[i], overwrite: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new LtoParException(kept[i], $"cannot be written: {e.Message}", e);
            }
        }

        return kept;
    }
}
