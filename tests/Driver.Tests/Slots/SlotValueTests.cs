using LtoPar.Driver.Slots;

namespace LtoPar.Driver.Tests.Slots;

/// <summary>Values as bytes, and back.</summary>
public sealed class SlotValueTests
{
    private const string Struct = "{0:i8 1:[7*1 i8] 8:double 16:[3*4 i32] 28:[4*1 i8]}";

    [Theory]
    [InlineData("i8", 1, "-1", "FF")]
    [InlineData("i8", 1, "255", "FF")]
    [InlineData("i16", 2, "0x1ff", "FF01")]
    [InlineData("i32", 4, "-2147483648", "00000080")]
    [InlineData("i32", 4, "0xffffffff", "FFFFFFFF")]
    [InlineData("i32", 4, "-0x10", "F0FFFFFF")]
    [InlineData("i64", 8, "18446744073709551615", "FFFFFFFFFFFFFFFF")]
    [InlineData("i128", 16, "1", "01000000000000000000000000000000")]
    [InlineData("double", 8, "440", "0000000000807B40")]
    [InlineData("double", 8, "0.1", "9A9999999999B93F")]
    [InlineData("double", 8, "-inf", "000000000000F0FF")]
    [InlineData("double", 8, "nan", "000000000000F87F")]
    [InlineData("double", 8, "2.4703282292062328e-324", "0100000000000000")]
    [InlineData("float", 4, "0.1", "CDCCCC3D")]
    [InlineData("float", 4, "16777217.0000000001", "0100804B")]
    [InlineData("half", 2, "1", "003C")]
    [InlineData("[2*4 i32]", 8, " { 1 , -1 } ", "01000000FFFFFFFF")]
    [InlineData("[4*1 i8]", 4, "ab", "61620000")]
    [InlineData("[4*1 i8]", 4, "\"a\\n\\x7f\"", "610A7F00")]
    [InlineData("[4*1 i8]", 4, "{1,2,3,4}", "01020304")]
    [InlineData("[4*1 i8]", 4, "", "00000000")]
    [InlineData("{0:i32 4:i16}", 8, "{7,8}", "0700000008000000")]
    [InlineData("[2*8 {0:i32 4:i16}]", 16, "{{1,2},{3,4}}", "01000000020000000300000004000000")]
    public void A_value_is_its_bytes(string type, int size, string value, string bytes) =>
        Assert.Equal(bytes, Convert.ToHexString(Write(type, size, value, true)));

    [Theory]
    [InlineData("i32", 4, "258", "00000102")]
    [InlineData("double", 8, "440", "407B800000000000")]
    [InlineData("[2*2 i16]", 4, "{1,-2}", "0001FFFE")]
    public void The_order_of_bytes_is_the_files(string type, int size, string value, string bytes) =>
        Assert.Equal(bytes, Convert.ToHexString(Write(type, size, value, false)));

    [Fact]
    public void Padding_may_be_left_out_or_written()
    {
        byte[] expected = Write(Struct, 32, "{1,_,2.5,{1,2,3},_}", true);
        Assert.Equal(expected, Write(Struct, 32, "{1,2.5,{1,2,3}}", true));
        Assert.Equal(0xAA, Write(Struct, 32, "{1,_,_,_,_}", true, fill: 0xAA)[8]);
        Assert.Equal(32, Write(Struct, 32, "_", true, fill: 0xAA).Count(b => b == 0xAA));
    }

    [Theory]
    [InlineData("i8", 1, "256", "256 is out of range for i8: -128 to 255")]
    [InlineData("i8", 1, "-129", "-129 is out of range")]
    [InlineData("i32", 4, "1.5", "'1.5' is not an integer")]
    [InlineData("i32", 4, "0x", "'0x' is not an integer")]
    [InlineData("i32", 4, "", "'' is not an integer")]
    [InlineData("i32", 4, "--1", "'--1' is not an integer")]
    [InlineData("i32", 4, "1 2", "'2' is left over")]
    [InlineData("double", 8, "1e999", "1e999 is out of range for double")]
    [InlineData("float", 4, "1e39", "1e39 is out of range for float")]
    [InlineData("float", 4, "1,5", "',5' is left over")]
    [InlineData("double", 8, "x", "'x' is not a number")]
    [InlineData("[2*4 i32]", 8, "{1}", "1 values for the 2 of [2 x i32]")]
    [InlineData("[2*4 i32]", 8, "{1,2,3}", "3 values for the 2 of [2 x i32]")]
    [InlineData("[2*4 i32]", 8, "{}", "0 values for the 2 of [2 x i32]")]
    [InlineData("[2*4 i32]", 8, "{1,2", "a '{' is not closed")]
    [InlineData("[2*4 i32]", 8, "{1,{2}}", "'' is not an integer")]
    [InlineData("[2*4 i32]", 8, "5", "'5' is no [2 x i32]")]
    [InlineData("[4*1 i8]", 4, "abcd", "a string of 4 bytes and its zero do not fit into [4 x i8]")]
    [InlineData("[4*1 i8]", 4, "\"ab", "a '\"' is not closed")]
    [InlineData("[4*1 i8]", 4, "\"\\x1\"", "'\\x' needs two hexadecimal digits")]
    [InlineData("ptr", 8, "0", "a pointer cannot be patched")]
    [InlineData("raw", 16, "0", "values of type raw have no spelling")]
    public void What_is_no_value_of_the_type_is_told(string type, int size, string value, string message) => Assert.Contains(
        message, Assert.Throws<FormatException>(() => Write(type, size, value, true)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("i32", 4, "-5")]
    [InlineData("double", 8, "0.1")]
    [InlineData("double", 8, "-inf")]
    [InlineData("float", 4, "3.1")]
    [InlineData("[4*4 float]", 16, "{4,3.1,2,0}")]
    [InlineData("[8*1 i8]", 8, "\"a\\\"b\\\\\"")]
    [InlineData(Struct, 32, "{1,2.5,{1,2,3}}")]
    public void What_is_printed_is_read_again(string type, int size, string value) => Assert.Equal(
        value, SlotText.Of(Write(type, size, value, true), SlotLayout.Parse(type, size)!, isLittle: true));

    [Theory]
    [InlineData("")]
    [InlineData("i7")]
    [InlineData("i64")]
    [InlineData("[2*4 i32")]
    [InlineData("[3*4 i32]")]
    [InlineData("{0:i32 9:i32}")]
    [InlineData("{0:i32}x")]
    [InlineData("[99999999999999999999*4 i32]")]
    public void A_malformed_type_is_none(string type) => Assert.Null(SlotLayout.Parse(type, type == "i64" ? 4 : 8));

    private static byte[] Write(string type, int size, string value, bool isLittle, byte fill = 0)
    {
        byte[] bytes = new byte[size];
        Array.Fill(bytes, fill);
        foreach (SlotPatch patch in SlotValue.Parse(value, SlotLayout.Parse(type, size)!, isLittle))
        {
            patch.Bytes.CopyTo(bytes, patch.Offset);
        }

        return bytes;
    }
}
