namespace LtoPar.EndToEnd.Tests;

/// <summary>Each wrong input has a message of its own that says what is wrong and what to do; status 1, no stack trace, no output left.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_file() => Fails("no such file", "nothere.bc");

    [Fact]
    public void A_directory()
    {
        Directory.CreateDirectory(_folder.File("dir.bc"));
        Fails("is a directory", "dir.bc");
    }

    [Fact]
    public void An_empty_file()
    {
        File.WriteAllBytes(_folder.File("empty.bc"), []);
        Fails("is empty", "empty.bc");
    }

    [Theory]
    [InlineData(8)]
    [InlineData(100)]
    [InlineData(400)]
    [InlineData(-4)]
    [InlineData(-500)]
    public void A_truncated_file(int length)
    {
        byte[] good = File.ReadAllBytes(Good());
        File.WriteAllBytes(_folder.File("cut.bc"), good[..(length > 0 ? length : good.Length + length)]);
        Fails("truncated", "cut.bc");
    }

    [Fact]
    public void Random_bytes_after_the_magic()
    {
        byte[] bytes = new byte[5000];
#pragma warning disable CA5394 // the same bytes every time
        new Random(1).NextBytes(bytes);
#pragma warning restore CA5394
        File.WriteAllBytes(_folder.File("random.bc"), bytes);
        Fails("is not LLVM bitcode", "random.bc");
        "BC\u00c0\u00de".Select(c => (byte)c).ToArray().CopyTo(bytes, 0);
        File.WriteAllBytes(_folder.File("magic.bc"), bytes);
        Fails("is corrupt", "magic.bc");
    }

    [Fact]
    public void A_native_object()
    {
        string source = Write("n.c", "int x;\n");
        Tools.Check("cc", "-c", source, "-o", _folder.File("native.bc"));
        Fails("is a native object", "native.bc");
    }

    [Fact]
    public void An_archive()
    {
        Tools.Check("ar", "rcs", _folder.File("lib.bc"), Good());
        Fails("is an archive", "lib.bc");
    }

    [Fact]
    public void Textual_ir()
    {
        Write("text.bc", "; ModuleID = 'x'\ndefine i32 @main() {\n  ret i32 0\n}\n");
        Fails("llvm-as", "text.bc");
    }

    [Fact]
    public void Bitcode_from_a_newer_llvm()
    {
        // The identification block names the producer in char6 letters, six bits each, from bit offset unknown: patch the string's digits there.
        byte[] bytes = File.ReadAllBytes(Good());
        ReplaceBits(bytes, Char6("LLVM22"), Char6("LLVM99"));
        File.WriteAllBytes(_folder.File("newer.bc"), bytes);
        Fails("newer than the LLVM 22", "newer.bc");
    }

    [Fact]
    public void A_thin_lto_module()
    {
        string source = Write("thin.c", "int f(void) { return 1; }\n");
        Tools.Check(Tools.Llvm("clang"), "-O2", "-flto=thin", "-c", source, "-o", _folder.File("thin.bc"));
        Fails("ThinLTO", "thin.bc");
    }

    [Fact]
    public void An_unknown_target()
    {
        Assemble("triple", "target triple = \"nosuch-unknown-linux-gnu\"\ndefine i32 @main() { ret i32 0 }\n");
        Fails("cannot compile for target 'nosuch", "triple.bc");
    }

    [Fact]
    public void An_unknown_processor() => Fails("'nosuchcpu' is not a recognized processor", Good(), "-mcpu=nosuchcpu");

    [Fact]
    public void An_unknown_feature() => Fails("is not a recognized feature", Good(), "-mattr=+nosuchfeature");

    [Fact]
    public void Broken_inline_assembly_names_the_partition()
    {
        Assemble(
            "asm", "target triple = \"x86_64-pc-linux-gnu\"\ndefine i32 @main() {\n  call void asm sideeffect \"nosuchinstruction\", \"\"()\n  ret i32 0\n}\n");
        Fails("partition p00", "asm.bc");
    }

    [Fact]
    public void An_output_folder_that_does_not_exist() => Fails("no such directory", Good(), "-o", _folder.File("no/such/out.o"));

    [Fact]
    public void A_directory_as_output() => Fails("is a directory", Good(), "-o", _folder.Path);

    [Fact]
    public void A_full_device() => Fails("no space left", Good(), "-o", "/dev/full");

    [Fact]
    public void A_full_file_system()
    {
        string mount = _folder.File("small");
        Directory.CreateDirectory(mount);
        string input = Corpus.File("lua", "opt.bc");
        string command = $"mount -t tmpfs -o size=64k none '{mount}' && '{Tools.LtoPar}' '{input}' -j2 --stage=codegen -o '{mount}/out.o'; s=$?; "
            + $"ls -A '{mount}' | sed 's/^/left: /'; umount '{mount}'; exit $s";
        Finished finished = Tools.Run("unshare", ["-r", "-m", "sh", "-c", command], null, []);
        Assert.Equal(1, finished.Status);
        Assert.Contains("no space left", finished.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("left: ", finished.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-j", "0")]
    [InlineData("-j", "-1")]
    [InlineData("-j", "x")]
    public void A_wrong_number_of_jobs(string option, string value) => Fails($"'{value}' is not a number", Good(), option, value);

    [Fact]
    public void A_missing_library() => Fails("libllvm22", Good(), "--llvm-lib=/no/such/libLLVM.so");

    [Fact]
    public void A_library_of_another_version()
    {
        string source = Write("old.c", "void LLVMGetVersion(unsigned *a, unsigned *b, unsigned *c) { *a = 19; *b = 1; *c = 7; }\n");
        string library = _folder.File("libLLVM-old.so");
        Tools.Check("cc", "-shared", "-fPIC", source, "-o", library);
        Fails("LLVM 19.1.7, and lto-par needs LLVM 22", Good(), $"--llvm-lib={library}");
    }

    [Fact]
    public void A_library_that_is_none()
    {
        string library = Write("libLLVM.so", "not a library\n");
        Fails("libllvm22", Good(), $"--llvm-lib={library}");
    }

    [Fact]
    public void Two_inputs() => Fails("one input at a time", Good(), Good());

    [Fact]
    public void No_input() => Fails("no input file");

    [Fact]
    public void An_unknown_option() => Fails("did you mean '--partition'", Good(), "--partitoin=max");

    [Fact]
    public void The_input_as_output() => Fails("would overwrite the input", Good(), "-o", Good());

    [Fact]
    public void Flipped_bytes_never_crash_before_llvm_sees_them()
    {
        byte[] good = File.ReadAllBytes(Good());
#pragma warning disable CA5394 // the same bytes every time
        Random random = new(7);
        for (int i = 0; i < 40; i++)
        {
            byte[] bad = [.. good];
            // The container: identification, module header, block lengths.
            int at = random.Next(4, Math.Min(80, bad.Length));
            bad[at] ^= (byte)(1 << random.Next(8));
#pragma warning restore CA5394
            File.WriteAllBytes(_folder.File("flip.bc"), bad);
            Finished finished = Tools.Run(Tools.LtoPar, [_folder.File("flip.bc"), "-o", _folder.File("flip.o")], _folder.Path, []);
            Assert.True(finished.Status is 0 or 1, $"flip at byte {at}: status {finished.Status}\n{finished.Error}");
            Assert.DoesNotContain("   at ", finished.Error, StringComparison.Ordinal);
            File.Delete(_folder.File("flip.o"));
        }
    }

    private string Good()
    {
        string file = _folder.File("good.bc");
        if (!File.Exists(file))
        {
            Assemble("good", "target triple = \"x86_64-pc-linux-gnu\"\ndefine i32 @main() {\n  ret i32 0\n}\ndefine i32 @other() {\n  ret i32 1\n}\n");
        }

        return file;
    }

    private void Assemble(string name, string text) =>
        Tools.Check(Tools.Llvm("llvm-as"), Write(name + ".ll", text), "-o", _folder.File(name + ".bc"));

    private string Write(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text);
        return _folder.File(name);
    }

    private void Fails(string message, params string[] arguments)
    {
        string output = _folder.File("output.o");
        string[] all = arguments.Contains("-o") ? arguments : [.. arguments, "-o", output];
        string[] before = Directory.GetFileSystemEntries(_folder.Path);
        Finished finished = Tools.Run(Tools.LtoPar, all, _folder.Path, []);
        Assert.Equal(1, finished.Status);
        Assert.StartsWith("lto-par: error: ", finished.Error, StringComparison.Ordinal);
        Assert.Contains(message, finished.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", finished.Error, StringComparison.Ordinal);
        Assert.Equal("", finished.Output);
        Assert.Equal(before.Order(), Directory.GetFileSystemEntries(_folder.Path).Order());
    }

    private static bool[] Char6(string text) =>
        [.. text.SelectMany(c => Enumerable.Range(0, 6).Select(
            i => (("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._".IndexOf(c, StringComparison.Ordinal) >> i) & 1) == 1))];

    private static void ReplaceBits(byte[] bytes, bool[] from, bool[] to)
    {
        for (int start = 0; start < Math.Min(bytes.Length, 200) * 8; start++)
        {
            if (Enumerable.Range(0, from.Length).All(i => Bit(start + i) == from[i]))
            {
                for (int i = 0; i < to.Length; i++)
                {
                    int at = start + i;
                    bytes[at / 8] = (byte)((bytes[at / 8] & ~(1 << (at % 8))) | (to[i] ? 1 << (at % 8) : 0));
                }

                return;
            }
        }

        Assert.Fail("the producer string was not found");

        bool Bit(int at) => ((bytes[at / 8] >> (at % 8)) & 1) == 1;
    }
}
