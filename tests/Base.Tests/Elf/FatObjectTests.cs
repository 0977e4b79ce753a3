using System.Buffers.Binary;
using LtoPar.Elf;

namespace LtoPar.Base.Tests.Elf;

/// <summary>GNU ld shows the plugin every file of a link: whatever it is, the answer is a place in the file or null.</summary>
public sealed class FatObjectTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_section_is_found(bool wide) => Assert.Equal(new BitcodeRange(0x200, 0x40), Find(Object(wide)));

    [Fact]
    public void Nothing_is_found_where_nothing_is()
    {
        Assert.Null(Find([]));
        Assert.Null(Find(new byte[1000]));
        Assert.Null(Find("\u007fELF"u8.ToArray()));
        byte[] executable = Object(wide: true);
        executable[16] = 2;
        Assert.Null(Find(executable));
        byte[] outside = Object(wide: true);
        BinaryPrimitives.WriteUInt64LittleEndian(outside.AsSpan(0x300 + 64 + 24), 0x7fffffffffffffff);
        Assert.Null(Find(outside));
    }

    [Fact]
    public void Damaged_headers_are_no_fat_objects()
    {
        byte[] good = Object(wide: true);
        for (int at = 0; at < 64; at++)
        {
            foreach (byte value in new byte[] { 0, 1, 0x7f, 0x80, 0xff })
            {
                byte[] bad = [.. good];
                bad[at] = value;
                BitcodeRange? found = Find(bad);
                Assert.True(found is null || (found.Value.Offset >= 0 && found.Value.Offset + found.Value.Size <= bad.Length));
            }
        }
    }

    private static BitcodeRange? Find(byte[] file) => FatObject.Find(
        file.AsSpan(0, Math.Min(file.Length, ElfSections.HeaderBytes)),
        file.Length,
        (offset, buffer) =>
        {
            int count = (int)Math.Clamp(file.Length - offset, 0, buffer.Length);
            file.AsSpan((int)Math.Min(offset, file.Length), count).CopyTo(buffer);
            return count;
        });

    /// <summary>An object with two sections, their table at 0x300, the second of type SHT_LLVM_LTO.</summary>
    private static byte[] Object(bool wide)
    {
        byte[] file = new byte[0x400];
        "\u007fELF"u8.CopyTo(file);
        file[4] = (byte)(wide ? 2 : 1);
        file[5] = 1;
        file[16] = 1;
        int entry = wide ? 64 : 40;
        Put(file, wide ? 40 : 32, 0x300, wide);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(wide ? 58 : 46), (ushort)entry);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(wide ? 60 : 48), 2);
        int section = 0x300 + entry;
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(section + 4), 0x6fff4c0c);
        Put(file, section + (wide ? 24 : 16), 0x200, wide);
        Put(file, section + (wide ? 32 : 20), 0x40, wide);
        return file;
    }

    private static void Put(byte[] file, int at, uint value, bool wide)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), value);
        if (wide)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at + 4), 0);
        }
    }
}
