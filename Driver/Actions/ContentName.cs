using System.Security.Cryptography;

namespace LtoPar.Driver.Actions;

/// <summary>
/// Names a partition's files by its bytes: the same partition has the same command line in every link, so that what keeps results by commands and inputs
/// (a distributor's cache, Remote Execution) finds them again.
/// </summary>
internal static class ContentName
{
    /// <summary>128 bits: no two partitions will ever share one.</summary>
    private const int Digits = 32;

    public static string Of(ReadOnlySpan<byte> bitcode) => Convert.ToHexStringLower(SHA256.HashData(bitcode))[..Digits];
}
