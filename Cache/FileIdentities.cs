using System.Globalization;
using System.Security.Cryptography;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Cache;

/// <summary>
/// Hashes of large files that seldom change (libLLVM, lto-par itself), remembered in the cache's folder by path, size and time of the last change: hashing them
/// would take a tenth of a second in each run. Who can write there could as well put a wrong object there.
/// </summary>
/// <param name="folder">Null: nothing is remembered.</param>
public sealed class FileIdentities(CacheFolder? folder)
{
    private const int MostLines = 100;

    private readonly Lazy<Dictionary<string, string>> _known = new(() => Read(folder));

    /// <returns>The SHA-256 of the file's content, 64 digits in lower case.</returns>
    /// <exception cref="LtoParException">It cannot be read.</exception>
    public string Of(string path)
    {
        FileInfo file = new(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path));
        string fact = file.Exists
            ? string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc.Ticks} {OneLine.Of(file.FullName)}")
            : "";
        if (fact.Length > 0 && _known.Value.TryGetValue(fact, out string? known))
        {
            return known;
        }

        string hash = HashOf(file.FullName);
        if (fact.Length > 0 && _known.Value.TryAdd(fact, hash))
        {
            Write();
        }

        return hash;
    }

    /// <exception cref="LtoParException">It cannot be read.</exception>
    public static string HashOf(string path)
    {
        using MappedFile file = MappedFile.Open(path);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        const int Piece = 1 << 30;
        for (long at = 0; at < file.Length; at += Piece)
        {
            hash.AppendData(file.Bytes(at, (int)Math.Min(Piece, file.Length - at)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static Dictionary<string, string> Read(CacheFolder? folder)
    {
        Dictionary<string, string> known = new(StringComparer.Ordinal);
        try
        {
            foreach (string line in File.Exists(folder?.Identities) ? File.ReadAllLines(folder.Identities) : [])
            {
                if (line.Split(' ', 2) is [{ Length: 64 } hash, var fact])
                {
                    known[fact] = hash;
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // They are hashed.
        }

        return known;
    }

    private void Write()
    {
        if (folder is null)
        {
            return;
        }

        try
        {
            OutputFile.WriteText(folder.Identities, string.Concat(_known.Value.TakeLast(MostLines).Select(k => $"{k.Value} {k.Key}\n")));
        }
        catch (LtoParException)
        {
            // A cache that may only be read: they are hashed again next time.
        }
    }
}
