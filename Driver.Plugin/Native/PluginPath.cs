using LtoPar.Platform.Native;

namespace LtoPar.Plugin.Native;

/// <summary>Finds the path of this library.</summary>
internal static unsafe class PluginPath
{
    /// <summary>The folder of the library itself, all symbolic links followed (lib/bfd-plugins holds links); null when it cannot be told.</summary>
    public static string? Folder(void* addressInside)
    {
        Libc.DynamicLibrary found;
        if (Libc.FindAddress(addressInside, &found) == 0 || found.File is null)
        {
            return null;
        }

        byte* real = Libc.RealPath(NativeText.Read(found.File), null);
        if (real is null)
        {
            return null;
        }

        string path = NativeText.Read(real);
        Libc.Free(real);
        return Path.GetDirectoryName(path);
    }
}
