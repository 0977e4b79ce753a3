using System.Diagnostics.CodeAnalysis;

namespace LtoPar.EndToEnd.Tests.Caching;

/// <summary>Compares pairs of files' contents.</summary>
internal sealed class Bytes : IEqualityComparer<(byte[] First, byte[] Second)>
{
    public static Bytes Pairs { get; } = new();

    public bool Equals((byte[] First, byte[] Second) x, (byte[] First, byte[] Second) y) =>
        x.First.AsSpan().SequenceEqual(y.First) && x.Second.AsSpan().SequenceEqual(y.Second);

    public int GetHashCode([DisallowNull] (byte[] First, byte[] Second) obj) => obj.First.Length;
}
