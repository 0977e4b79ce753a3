namespace LtoPar.EndToEnd.Tests.Traps;

/// <summary>Traps of symbols that must stay together.</summary>
internal static class GroupTraps
{
    public static IReadOnlyList<Trap> List { get; } =
    [
        new("comdat.ll", new Proof("comdat", Red.Misbehaves, "status 139")),
        new("nodeduplicate.ll", new Proof("comdat", Red.Misbehaves, "sec_live: 0"))
        {
            GoesInIpo = true,
            LinkFlags = Trap.LldWithGc,
            Check = build => (build.Sections("sec_live"), build.Sections("sec_dead")) is var (live, dead) && live == 1 && dead == 0
                ? null : $"sec_live: {live}, sec_dead: {dead}",
        },
        new(
            "alias.ll", new("alias", Red.Refused, "Alias must point to a definition"), new("alias-declaration", Red.Refused, "refers to"),
            new("alias-identity", Red.Misbehaves, "status 255", Stage: "post-ipo")),
        new("alias_identity.ll", new Proof("alias-identity", Red.Misbehaves, "status ", Stage: "post-ipo")),
        new("ifunc.ll", new Proof("ifunc", Red.Refused, "IFunc"))
        {
            Main = "int u0(void),u1(void),u2(void),u3(void); int main(void) { return u0() == 0 && u1() == 1 && u2() == 2 && u3() == 3 ? 0 : 1; }\n",
        },
        new("ifunc_alias.ll", new("alias", Red.Refused, "Alias must point to"), new("ifunc", Red.Refused, "IFunc")),
        new("blockaddress.ll", new("blockaddress", Red.Misbehaves, "status 139"), new("pinned-value", Red.Misbehaves, "status 255", Stage: "post-ipo")),
        new("blockaddress_far.ll", new Proof("blockaddress", Red.Misbehaves, "status 139")),
        new(
            "symdiff.ll", new("symbol-difference", Red.Refused, "can not be undefined in a subtraction expression"),
            new("difference-section", Red.Refused, "Cannot represent a difference across sections", Cut: "1")),
        new("reltab.ll", new Proof("promote", Red.Refused, "is local and used by partition")),
        new("dso_local_equivalent.ll", new Proof("promote", Red.Refused, "is local and used by partition")),
        new("associated.ll", new Proof("associated", Red.Refused, "associated metadata must have a global value"))
        {
            GoesInIpo = true,
            LinkFlags = Trap.LldWithGc,
            Check = build => build.Sections("meta") is var found && found == 2 ? null : $"meta: {found}",
        },
        new("funnel.ll", new Proof("branch-funnel,alias-identity", Red.Refused, "must refer to the same GlobalValue"))
        {
            Main = "extern void *g1(void); extern int f1(void); int main(void) { return ((int (**)(void))g1())[0]() == 1 ? 0 : 1; }\n",
        },
        new("ctor_comdat_key.ll", new Proof("ctor-key", Red.Misbehaves, "status 0")) { Status = 7 },
        new("ctor_comdat_key.cpp", new Proof("ctor-key", Red.Misbehaves, "n=")) { Output = "n=715\n" },
        new("dtor_key.ll", new Proof("ctor-key", Red.Misbehaves, "output '4")) { Output = "7\n" },
        new("init_array_order.c", new Proof("ctor-order", Red.Misbehaves, "status 0, output 'E", Cut: "8")) { Output = "EABCDEFC!\n" },
        new("section_order.c", new Proof("section-order", Red.Misbehaves, "status 0, output '", Cut: "8")) { Output = "first second third fourth last 1\n" },
        new("section_order.ll", new Proof("section-order", Red.Misbehaves, "status 1", Cut: "3")),
        new("stackmaps.ll", new Proof("object-table", Red.LinkFails, "__LLVM_StackMaps")) { Output = "v3 f3 r4 a\n" },
        new("gc_tables.ll", new Proof("object-table", Red.Refused, "duplicate symbol: caml")),
        new("frame_escape.ll", new Proof("frame-escape", Red.Refused, "must be function defined in this module")),
        new("structors_lld.ll", new Proof("ctor-array-once", Red.Refused, "which the plan does not know there")) { LinkFlags = Trap.Lld, Output = "done\n" },
        new("odd_constants.ll", new Proof("promote", Red.Refused, "is local and used by partition")),
        new("ctor_modules", new Proof("ctor-array-once", Red.Refused, "which the plan does not know there"))
        {
            Inputs = ["ctor_modules_a.c", "ctor_modules_b.c"],
            Natives = ["ctor_modules_main.c"],
            Output = "abcdefgh\n",
        },
        new("ctor_evaluation.ll", new Proof("ctor-evaluation", Red.Misbehaves, "status 1", Stage: "partition-ipo")),
        new("ctor_order.c", new Proof("ctor-array-once", Red.Refused, "which the plan does not know there")) { Output = "ABCDE12\n34\n" },
    ];
}
