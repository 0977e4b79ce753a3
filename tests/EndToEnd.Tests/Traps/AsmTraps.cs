namespace LtoPar.EndToEnd.Tests.Traps;

/// <summary>Assembly, at module level and inline.</summary>
internal static class AsmTraps
{
    public static IReadOnlyList<Trap> List { get; } =
    [
        new("asm_local.c", new Proof("module-asm", Red.LinkFails, "asmlocal")) { Output = "43 42 41\n" },
        new("asm_macro.c", new Proof("module-asm", Red.Refused, "MYMOV")),
        new("asm_refs_static.c", new("asm-spelling", Red.LinkFails, "hid"), new("module-asm", Red.LinkFails, "hid")) { Output = "6 5 4\n" },
        new("asmset.ll", new Proof("module-asm", Red.LinkFails, "`ali'")),
        new("asm_inline_static.c", new("inline-asm", Red.LinkFails, "`hid'"), new("asm-spelling", Red.LinkFails, "`counter'")),
        new("tied_body.ll", new Proof("tied-body", Red.LinkFails, "`hidden'", Stage: "partition-ipo")),
        new("asm_twice.c", new Proof("module-asm-once", Red.Refused, "asm_word")),
        new("stackmaps_asm.ll", new Proof("module-asm", Red.Misbehaves, "status 255"))
        {
            Main = "extern const unsigned char __LLVM_StackMaps[]; int work(int); int main(void) { return work(1) + *(const int "
                + "*)(__LLVM_StackMaps + 12) - 2; }\n",
            LinkFlags = ["-no-pie"],
        },
        new("symver.c", new Proof("module-asm", Red.Refused, "api"))
        {
            LibraryFlags = [$"-Wl,--version-script={Path.Combine(Tools.Root, "tests/traps/symver.map")}"],
            Natives = ["symver_main.c"],
            Output = "12 11 23\n",
        },
    ];
}
