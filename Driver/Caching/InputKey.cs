using System.Security.Cryptography;
using LtoPar.Backend.Merging;
using LtoPar.Cache;
using LtoPar.Cache.Keys;
using LtoPar.LinkJobs;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.Caching;

/// <summary>The input of a run: by content, so that neither times nor the folders of a build count.</summary>
internal static class InputKey
{
    /// <summary>Adds a merged module.</summary>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="LtoParException">It cannot be read.</exception>
    public static KeyRecord AddTo(KeyRecord record, string path, string name) => record
        .Add("input-name", name)
        .Add("input", FileIdentities.HashOf(path));

    /// <summary>
    /// Adds the files of a link and what the linker decided of them, as the job's own text says it: what is added to that text is in the key. Only the paths
    /// are not, since a plugin's are temporary.
    /// </summary>
    /// <exception cref="LtoParException">A file cannot be read.</exception>
    public static KeyRecord AddTo(KeyRecord record, LinkJob job, MergeOptions merging)
    {
        using MemoryStream text = new();
        LinkJobWriter.Write(job with { Modules = [.. HashModules(job.Modules)] }, text);
        return AddTo(record, merging).Add("job", text.GetBuffer().AsSpan(0, (int)text.Length));
    }

    public static KeyRecord AddTo(KeyRecord record, MergeOptions merging) => record
        .Add("whole-program-visibility", merging.WholeProgramVisibility.ToString())
        .Add("slots", [.. merging.Slots.Select(slot => slot.Text)]);

    private static IEnumerable<LinkModule> HashModules(IReadOnlyList<LinkModule> modules)
    {
        MappedFile? file = null;
        try
        {
            foreach (LinkModule module in modules)
            {
                // Members of an archive stand one after the other.
                if (file is null || file.Path != module.Path)
                {
                    file?.Dispose();
                    file = MappedFile.Open(module.Path);
                }

                yield return module with { Path = Convert.ToHexStringLower(SHA256.HashData(module.BytesIn(file))), Offset = 0, Size = 0 };
            }
        }
        finally
        {
            file?.Dispose();
        }
    }
}
