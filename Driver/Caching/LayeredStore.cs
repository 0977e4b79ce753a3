using LtoPar.Cache;
using LtoPar.Cache.Keys;
using LtoPar.RemoteApis.Store;

namespace LtoPar.Driver.Caching;

/// <summary>
/// The folder first, then the server. What the server has is put into the folder; what the folder has is not given to the server, which got it from the run
/// that made it.
/// </summary>
/// <param name="near">Null: there is no folder.</param>
/// <param name="far">Null: there is no server.</param>
internal sealed class LayeredStore(ObjectStore? near, RemoteStore? far)
{
    public RemoteStore? Remote => far;

    /// <returns>The value, null when it is nowhere; and what came of asking the server, null when it need not be asked.</returns>
    public (byte[]? Value, LookupOutcome? Remote) Find(CacheKey key)
    {
        if (near?.Find(key) is { } value)
        {
            return (value, null);
        }

        return far is null ? (null, null) : FindFar(key);
    }

    /// <summary>Finds several; the server is asked for all of them at a time.</summary>
    /// <returns>Null: one of them is nowhere. Otherwise they, and the number that came from the server.</returns>
    public (IReadOnlyList<byte[]> Values, int Remote)? FindAll(IReadOnlyList<CacheKey> keys)
    {
        byte[]?[] values = new byte[keys.Count][];
        List<int> missing = [];
        for (int i = 0; i < keys.Count; i++)
        {
            values[i] = near?.Find(keys[i]);
            if (values[i] is not null)
            {
                continue;
            }

            if (far is null)
            {
                return null;
            }

            far.Ask(keys[i].Hex);
            missing.Add(i);
        }

        foreach (int i in missing)
        {
            values[i] = FindFar(keys[i]).Value;
            if (values[i] is null)
            {
                return null;
            }
        }

        return ([.. values.Select(v => v!)], missing.Count);
    }

    public void Store(CacheKey key, byte[] value)
    {
        near?.Store(key, value);
        far?.Store(key.Hex, value);
    }

    /// <summary>Stores a value that is of use only where certain others are.</summary>
    public void Store(CacheKey key, byte[] value, IReadOnlyList<CacheKey> others)
    {
        near?.Store(key, value);
        if (others.All(o => far?.Knows(o.Hex) == true))
        {
            far?.Store(key.Hex, value);
        }
    }

    private (byte[]? Value, LookupOutcome? Remote) FindFar(CacheKey key)
    {
        (LookupOutcome outcome, byte[]? value) = far!.Find(key.Hex);
        if (value is not null)
        {
            near?.Store(key, value);
        }

        return (value, outcome);
    }
}
