using LtoPar.Cache.Entries;
using LtoPar.Cache.Keys;
using LtoPar.Platform.Files;
using Microsoft.Win32.SafeHandles;

namespace LtoPar.Cache;

/// <summary>
/// Values by their keys, in files of a folder that any number of processes use at a time. An entry appears whole, by a rename, and is checked when it is read
/// (<see cref="EntryHeader"/>): a missing, damaged or foreign one is a miss, and the next value that is stored replaces it. What the system refuses (no folder,
/// no permission, no space) never ends a run: it is said once, and the run goes on without. May be used by several threads.
/// </summary>
/// <param name="warn">Is told at most once, from any thread.</param>
public sealed class ObjectStore(CacheFolder folder, Action<string> warn)
{
    private const string TagText = "Signature: 8a477f597d28d172789f06886806bc55\n# This file is a cache directory tag created by lto-par.\n";

    private int _warned;
    private volatile bool _isReadOnly;

    public CacheFolder Folder => folder;

    /// <summary>Makes the folder if there is none.</summary>
    public void Prepare()
    {
        try
        {
            if (!Directory.Exists(folder.Path))
            {
                Directory.CreateDirectory(folder.Path);
                File.WriteAllText(folder.Tag, TagText);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _isReadOnly = true;
            Warn("made", e);
        }
    }

    /// <returns>Null: it is not there.</returns>
    public byte[]? Find(CacheKey key)
    {
        string path = folder.EntryOf(key);
        try
        {
            byte[]? value;
            using (SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
            {
                value = Read(file, key);
            }

            if (value is not null)
            {
                Touch(path);
            }

            return value;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Warn("read", e);
            return null;
        }
    }

    /// <summary>Puts a value there, in place of one that is there already.</summary>
    public void Store(CacheKey key, ReadOnlySpan<byte> value)
    {
        if (!_isReadOnly)
        {
            Put(folder.EntryOf(key), EntryHeader.Of(key, value), value);
        }
    }

    internal void Put(string path, ReadOnlySpan<byte> header, ReadOnlySpan<byte> value)
    {
        if (_isReadOnly)
        {
            return;
        }

        // Containers that share a folder have the same process numbers.
        string temporary = $"{path}.tmp{Guid.NewGuid():N}";
        ScratchFolders.Register(temporary);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (SafeFileHandle file = File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                RandomAccess.Write(file, header, 0);
                RandomAccess.Write(file, value, header.Length);
            }

            File.Move(temporary, path, overwrite: true);
            ScratchFolders.Forget(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ScratchFolders.Remove(temporary);
            _isReadOnly = true;
            Warn("written", e);
        }
    }

    private static byte[]? Read(SafeFileHandle file, CacheKey key)
    {
        Span<byte> header = stackalloc byte[EntryHeader.Bytes];
        long length = RandomAccess.GetLength(file);
        if (length > Array.MaxLength || ReadAll(file, header, 0) != header.Length || !EntryHeader.IsOf(header, key, length))
        {
            return null;
        }

        byte[] value = GC.AllocateUninitializedArray<byte>((int)length - EntryHeader.Bytes);
        return ReadAll(file, value, EntryHeader.Bytes) == value.Length && EntryHeader.Agrees(header, value) ? value : null;
    }

    private static int ReadAll(SafeFileHandle file, Span<byte> into, long offset)
    {
        int done = 0;
        while (done < into.Length && RandomAccess.Read(file, into[done..], offset + done) is var read and > 0)
        {
            done += read;
        }

        return done;
    }

    /// <summary>Notes when an entry was used last: pruning removes the others first. Times of access are not kept by most mounts.</summary>
    private static void Touch(string path)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Removed meanwhile, or a cache that others fill and this user may only read.
        }
    }

    private void Warn(string what, Exception e)
    {
        if (Interlocked.Exchange(ref _warned, 1) == 0)
        {
            warn($"{folder.Path}: the cache cannot be {what}: {e.Message}");
        }
    }
}
