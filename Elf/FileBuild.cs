using System.Security.Cryptography;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Elf;

/// <summary>Tells builds of a program or library apart: by the build ID, which is read in no time, and by the content where there is none.</summary>
public static class FileBuild
{
    /// <returns>In hexadecimal.</returns>
    /// <exception cref="LtoParException">The file cannot be read.</exception>
    public static string Of(string path)
    {
        using MappedFile file = MappedFile.Open(path);
        ReadOnlySpan<byte> bytes = file.Bytes(0, checked((int)file.Length));
        return BuildId.Find(bytes) ?? Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
