using LtoPar.TestSupport;

namespace LtoPar.Driver.Tests;

/// <summary>A folder with a small program in it; gone when disposed.</summary>
internal sealed class TestFolder : IDisposable
{
    private const string Program = """
        target triple = "x86_64-pc-linux-gnu"
        @state = internal global i32 3
        define internal i32 @helper(i32 %x) noinline {
          %v = load i32, ptr @state
          %r = add i32 %x, %v
          ret i32 %r
        }
        define i32 @left(i32 %x) noinline {
          %r = call i32 @helper(i32 %x)
          ret i32 %r
        }
        define i32 @main() {
          %a = call i32 @left(i32 -3)
          %b = call i32 @helper(i32 -3)
          %r = add i32 %a, %b
          ret i32 %r
        }
        """;

    private static readonly Lazy<byte[]> s_bitcode = new(() => LlvmTools.Assemble(Program));

    private readonly string _path = Directory.CreateTempSubdirectory("lto-par-test-").FullName;

    public static byte[] Bitcode => s_bitcode.Value;

    public string File(string name) => Path.Combine(_path, name);

    public string WriteModule(string name)
    {
        System.IO.File.WriteAllBytes(File(name), Bitcode);
        return File(name);
    }

    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    public IEnumerable<string> Names() => Directory.GetFileSystemEntries(_path).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
