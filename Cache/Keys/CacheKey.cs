namespace LtoPar.Cache.Keys;

/// <summary>The SHA-256 of everything that decides a value.</summary>
/// <param name="Hex">64 digits, in lower case.</param>
public readonly record struct CacheKey(string Hex)
{
    internal const int Bytes = 32;

    public override string ToString() => Hex;
}
