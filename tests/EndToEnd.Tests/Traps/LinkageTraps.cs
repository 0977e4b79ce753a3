namespace LtoPar.EndToEnd.Tests.Traps;

/// <summary>Linkage, visibility, names and addresses.</summary>
internal static class LinkageTraps
{
    public static IReadOnlyList<Trap> List { get; } =
    [
        new("dup.ll", new Proof("linkonce-kept", Red.Refused, "is linkonce and used by partition")),
        new(
            "linkages.ll", new("promote", Red.Refused, "is local and used by partition"),
            new("linkonce-kept", Red.Refused, "is linkonce and used by partition")),
        new("weak_override.ll", new Proof("interposable-value", Red.Misbehaves, "status ", Stage: "post-ipo")) { Natives = ["weak_override_native.c"] },
        new("weak_body.c", new Proof("interposable-body", Red.Misbehaves, "status 0, output '", Stage: "partition-ipo"))
        {
            Natives = ["weak_body_native.c"],
            Output = "2033 4064 18323 506\n",
        },
        new("common.ll")
        {
            Natives = ["common_native.c"],
            NativeFlags = ["-fcommon"],
            Check = build => TrapBuild.Symbols(build.Program, "buffer") is [var line] && line.Contains(" 4096 OBJECT ", StringComparison.Ordinal)
                ? null : "buffer is not as large as the native object has it",
        },
        new("extern_weak.ll", new Proof("declaration-linkage", Red.LinkFails, "missing")) { LinkFlags = ["-no-pie"] },
        new("address_identity.ll", new Proof("significant-address", Red.Misbehaves, "status 1")),
        new("literal_identity.c", new Proof("significant-address", Red.Misbehaves, "apart: '0 "))
        {
            Output = Literals,
            Check = build => LinkApart(build) is var output && output == Literals ? null : $"apart: '{output}'",
        },
        new("codegen_names.ll", new Proof("codegen-spelling", Red.LinkFails, "`my_probe'")) { Output = "3 1 1\n" },
        new("dead_code.ll", new Proof("dead-code", Red.LinkFails, "`missing")),
        new("dso_local.ll", new Proof("local-binding", Red.LinkFails, "R_X86_64_PC32"))
        {
            LibraryFlags = [],
            Natives = ["dso_local_main.c"],
            Output = "14 3 30 1 2 0\n",
            Check = HaveVisibility(("part", "DEFAULT"), ("second", "DEFAULT"), ("count", "DEFAULT"), ("state", "DEFAULT")),
        },
        new("dso_local_calls.ll", new Proof("local-binding", Red.Misbehaves, "status 0, output '2008"))
        {
            LibraryFlags = [],
            Main = "#include <stdio.h>\nint whole(int); int part(int x) { return 1000 + x; } int main(void) { printf(\"%d\\n\", whole(4)); return 0; }\n",
            Output = "10\n",
        },
        new("clash_a.c", new Proof("unique-name", Red.LinkFails, "helper")) { Natives = ["clash_native.c"], Output = "4 6 8 101\n" },
        new("static_twice", new Proof("unique-name", Red.LinkFails, "counter"))
        {
            Inputs = ["static_twice_a.c", "static_twice_b.c"],
            Natives = ["static_twice_main.c"],
            Output = "11 22 a b\n",
        },
        new("dotL.ll", new Proof("private-prefix", Red.Refused, ".Lx")),
        new("odd_names.ll", new Proof("name-unnamed", Red.Refused, "has no name and is used by partition")),
        new("version_sign.ll", new Proof("version-sign", Red.LinkFails, "version"))
        {
            LibraryFlags = [],
            Main = "int a(void), b(void); int main(void) { return a() + b() == 15 ? 0 : 1; }\n",
        },
        new("literal_name.ll", new("literal-name", Red.LinkFails, "`value'"), new("asm-spelling", Red.LinkFails, "`value'")),
        new("dll_storage.ll", new Proof("private-prefix", Red.Refused, ".Lshown")) { Output = "hi\n" },
        new("alias_visibility.ll", new Proof("alias-visibility", Red.Misbehaves, "hidden_name"))
        {
            LibraryFlags = [],
            Main = "#include <stddef.h>\nint a(void), b(void); void *address(void); int main(void) { return a() + b() - 2 + (address() == NULL); }\n",
            Check = HaveVisibility(("hidden_name", "HIDDEN"), ("protected_name", "PROTECTED")),
        },
        new("protected.ll", new Proof("alias-visibility", Red.Misbehaves, "alias"))
        {
            LibraryFlags = [],
            Natives = ["protected_main.c"],
            Output = "147 1 3000\n",
            Check = HaveVisibility(("alias", "PROTECTED"), ("value", "PROTECTED"), ("work", "PROTECTED")),
        },
        new("exports.c", new Proof("promote-hidden", Red.Refused, "was local and is visible outside"))
        {
            LibraryFlags = [],
            Natives = ["exports_main.c"],
            Output = "10 6100\n",
            Check = build =>
                Tools.Check(Tools.Llvm("llvm-nm"), "-D", "--defined-only", build.Program) is var names && names.Contains("lto_par", StringComparison.Ordinal)
                ? names : null,
        },
    ];

    private const string Literals = "1 1 1 1 1 2\n";

    /// <summary>The program's output when its objects are linked by a linker that merges no strings; the combined object's have been merged.</summary>
    private static string LinkApart(TrapBuild build)
    {
        string program = Path.Combine(build.Objects, "apart");
        Tools.Check("c++", ["-o", program, .. build.ObjectFiles, .. Trap.Lld, "-Wl,-O0"]);
        return Tools.Check(program);
    }

    /// <summary>A symbol has its visibility in each object that names it, definition or not.</summary>
    private static Func<TrapBuild, string?> HaveVisibility(params (string Name, string Visibility)[] symbols) => build =>
        build.ObjectFiles
            .SelectMany(o => symbols.SelectMany(s => TrapBuild.Symbols(o, s.Name).Where(line => !line.Contains(s.Visibility, StringComparison.Ordinal))))
            .FirstOrDefault();
}
