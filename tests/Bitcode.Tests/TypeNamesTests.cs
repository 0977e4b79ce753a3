using LtoPar.Bitcode.Bitstream;
using LtoPar.TestSupport;

namespace LtoPar.Bitcode.Tests;

/// <summary>Names of types are left out of a copy, in which nothing else moves; the names of target extension types are kept.</summary>
public sealed class TypeNamesTests
{
    private const string Program = """
        target triple = "x86_64-pc-linux-gnu"
        %struct.a_rather_long_name.17 = type { i32, %"class.with spaces and \C3\A9.2" }
        %"class.with spaces and \C3\A9.2" = type <{ i8, i64 }>
        %struct.opaque.1 = type opaque
        @g = global %struct.a_rather_long_name.17 zeroinitializer
        @o = external global %struct.opaque.1
        define i32 @f(ptr %p) {
          %q = getelementptr %struct.a_rather_long_name.17, ptr %p, i32 0, i32 1, i32 1
          %v = load i32, ptr %q
          %s = alloca target("spirv.Long.Enough.To.See", i32, 1, 0)
          ret i32 %v
        }

        """;

    [Fact]
    public void Names_are_left_out_and_types_are_the_same()
    {
        byte[] bitcode = Assemble(Program);
        byte[] copy = [.. bitcode];
        TypeNames names = Assert.IsType<TypeNames>(TypeNames.Find(bitcode));
        names.Drop(copy);
        Assert.Equal(bitcode.Length, copy.Length);
        string text = Disassemble(copy);
        Assert.DoesNotContain("a_rather_long_name", text, StringComparison.Ordinal);
        Assert.DoesNotContain("with spaces", text, StringComparison.Ordinal);
        Assert.Contains("target(\"spirv.Long.Enough.To.See\"", text, StringComparison.Ordinal);
        Assert.Contains("getelementptr %0, ptr %p, i32 0, i32 1, i32 1", text, StringComparison.Ordinal);
        Assert.Contains("%0 = type { i32, %1 }", text, StringComparison.Ordinal);
        Assert.Contains("%1 = type <{ i8, i64 }>", text, StringComparison.Ordinal);
        Assert.Null(TypeNames.Find(Assemble(text)));
    }

    [Fact]
    public void Modules_that_differ_in_the_names_of_types_become_the_same_when_they_are_read()
    {
        string[] texts = [.. new[] { "17", "1234567890" }.Select(number =>
        {
            byte[] bitcode = Assemble(Program.Replace("long_name.17", $"long_name.{number}", StringComparison.Ordinal));
            TypeNames.Find(bitcode)!.Drop(bitcode);
            return Disassemble(bitcode);
        })];
        Assert.Equal(texts[0], texts[1]);
    }

    [Fact]
    public void Without_names_there_is_nothing_to_drop() =>
        Assert.Null(TypeNames.Find(Assemble("target triple = \"x86_64-pc-linux-gnu\"\n@g = global { i32, i8 } zeroinitializer\n")));

    /// <summary>Whatever is wrong with a file, it is an exception of this kind, or LLVM's to say.</summary>
    [Fact]
    public void Damaged_files_are_refused_or_have_names()
    {
        byte[] bitcode = Assemble(Program);
        for (int at = 4; at < Math.Min(bitcode.Length, 900); at++)
        {
            foreach (byte flip in new byte[] { 0x01, 0x80, 0xff })
            {
                byte[] damaged = [.. bitcode];
                damaged[at] ^= flip;
                Exception? exception = Record.Exception(() => TypeNames.Find(damaged)?.Drop(damaged));
                Assert.True(exception is null or MalformedBitsException, exception?.ToString());
            }
        }
    }

    private static byte[] Assemble(string text) => LlvmTools.Assemble(text);

    private static string Disassemble(byte[] bitcode) =>
        string.Join('\n', LlvmTools.Disassemble(bitcode).Split('\n').Where(line => !line.StartsWith(';')));
}
