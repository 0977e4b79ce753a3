using System.Globalization;

namespace LtoPar.Platform.Native;

/// <summary>Tells how much memory this process can have, by limits and not by what happens to be free.</summary>
public static class HostMemory
{
    private const int AddressSpaceLimitOf = 9;
    private const int PhysicalPages = 85;
    private const string OwnStatus = "/proc/self/status";

    /// <summary>Physical memory, or what the control groups of this process allow, whichever is less; bytes.</summary>
    public static long Size { get; } = Math.Min(Physical(), ControlGroups("/proc/self/cgroup", "/sys/fs/cgroup"));

    /// <summary>The most that this process has had resident so far; 0 when the system does not tell.</summary>
    public static long Peak() => Kilobytes(OwnStatus, "VmHWM:") ?? 0;

    /// <summary>The bytes of address space that ulimit -v allows; null when there is no limit.</summary>
    public static long? AddressSpaceLimit() =>
        Posix.GetLimit(AddressSpaceLimitOf, out ResourceLimit limit) != 0 || limit.Current > long.MaxValue ? null : (long)limit.Current;

    /// <summary>
    /// The bytes that may still be mapped under ulimit -v; <see cref="long.MaxValue"/> when there is no limit, 0 when the system does not tell what is mapped.
    /// </summary>
    public static long AddressSpaceLeft() =>
        AddressSpaceLimit() is { } limit ? Math.Max(0, limit - (Kilobytes(OwnStatus, "VmSize:") ?? long.MaxValue)) : long.MaxValue;

    /// <summary>The least limit from the process's groups up to their roots, of version 2 (memory.max) or 1 (memory.limit_in_bytes).</summary>
    internal static long ControlGroups(string membership, string root)
    {
        long least = long.MaxValue;
        try
        {
            foreach (string line in File.ReadLines(membership))
            {
                // "4:memory:/a/b" of version 1, "0::/a/b" of version 2.
                string[] parts = line.Split(':', 3);
                if (parts.Length < 3 || (parts[1].Length > 0 && !parts[1].Split(',').Contains("memory")))
                {
                    continue;
                }

                string controller = parts[1].Length == 0 ? root : Path.Combine(root, "memory");
                string file = parts[1].Length == 0 ? "memory.max" : "memory.limit_in_bytes";
                for (string group = parts[2].Trim('/'); ; group = Path.GetDirectoryName(group) ?? "")
                {
                    least = Math.Min(least, Number(Path.Combine(controller, group, file)));
                    if (group.Length == 0)
                    {
                        break;
                    }
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // No control groups here: no limit.
        }

        return least;
    }

    /// <summary>"max", and files that are not there, are no limit.</summary>
    private static long Number(string file) =>
        File.Exists(file) && long.TryParse(File.ReadAllText(file).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long bytes)
            ? bytes
            : long.MaxValue;

    /// <summary>Not from /proc/meminfo, which a sandbox may not have.</summary>
    private static long Physical() =>
        (long)Posix.GetConfiguration(PhysicalPages) is var pages && pages > 0 ? pages * Environment.SystemPageSize : long.MaxValue;

    /// <summary>A line "NAME 123 kB" of a file of the kernel's, in bytes; null when the file has no such line, or is not there.</summary>
    private static long? Kilobytes(string file, string name)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        string? line = File.ReadLines(file).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal));
        string digits = new([.. (line ?? "").Where(char.IsAsciiDigit)]);
        return long.TryParse(digits, CultureInfo.InvariantCulture, out long kib) ? kib * 1024 : null;
    }
}
