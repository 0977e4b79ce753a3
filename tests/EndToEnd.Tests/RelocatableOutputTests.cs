namespace LtoPar.EndToEnd.Tests;

public class RelocatableOutputTests
{
    [Fact]
    public void Two_relocatable_outputs_that_promote_the_same_names_link_together()
    {
        using TempFolder folder = new();
        foreach (string unit in new[] { "a", "b" })
        {
            string source = folder.File(unit + ".c");
            File.WriteAllText(
                source,
                $"static int cnt; static __attribute__((noinline)) int bump(int d) {{ cnt += d; return cnt; }}\n"
                + $"__attribute__((noinline)) int {unit}1(void) {{ return bump(1); }}\n__attribute__((noinline)) int {unit}2(void) {{ return bump(10); }}\n");
            Tools.Check(Tools.Llvm("clang"), "-O1", "-fPIC", "-flto", "-c", source, "-o", folder.File(unit + ".bc"));
            Tools.Check(Tools.LtoPar, folder.File(unit + ".bc"), "--partition=max", "-o", folder.File(unit + ".o"));
        }

        File.WriteAllText(folder.File("main.c"), "int a1(void),a2(void),b1(void),b2(void); int main(void) { a1(); b1(); return a2() + b2() == 22 ? 0 : 1; }\n");
        Tools.Check("cc", "-o", folder.File("program"), folder.File("main.c"), folder.File("a.o"), folder.File("b.o"));
        Tools.Check(folder.File("program"));
    }
}
