using LtoPar.Platform;
using LtoPar.TestSupport;

namespace LtoPar.Bitcode.Tests;

/// <summary>The container check never fails in any way but with an error for the user, whatever the bytes.</summary>
public sealed class BitcodeCheckTests
{
    [Fact]
    public void Any_prefix_and_any_flipped_bit_is_an_error_or_fine()
    {
        byte[] good = LlvmTools.Assemble("target triple = \"x86_64-pc-linux-gnu\"\n@g = global i32 1\ndefine i32 @main() { ret i32 0 }\n");
        for (int length = 0; length < good.Length; length++)
        {
            Try(good[..length]);
        }

        for (int bit = 0; bit < good.Length * 8; bit++)
        {
            byte[] bad = [.. good];
            bad[bit / 8] ^= (byte)(1 << (bit % 8));
            Try(bad);
        }
    }

    [Fact]
    public void Random_streams_are_errors_or_fine()
    {
#pragma warning disable CA5394 // the same bytes every time
        Random random = new(3);
        for (int i = 0; i < 3000; i++)
        {
            byte[] bytes = new byte[random.Next(4, 300)];
            random.NextBytes(bytes);
            new byte[] { 0x42, 0x43, 0xc0, 0xde }.CopyTo(bytes, 0);
            Try(bytes);
        }
#pragma warning restore CA5394
    }

    private static void Try(byte[] bytes)
    {
        try
        {
            BitcodeCheck.Check(bytes, "x.bc");
        }
        catch (LtoParException e)
        {
            Assert.Equal("x.bc", e.File);
        }
    }
}
