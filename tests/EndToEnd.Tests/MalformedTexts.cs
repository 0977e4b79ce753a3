namespace LtoPar.EndToEnd.Tests;

/// <summary>
/// IR that assembles without the verifier and that no linker should be given: broken rules, assembly, intrinsics and targets that are not there.
/// </summary>
internal static class MalformedTexts
{
    private const string X86 = "target triple = \"x86_64-pc-linux-gnu\"\n";
    private const string Main = "define i32 @main() { ret i32 0 }\n";

    /// <summary>The texts by name, and whether all that is compiled of one must fail (else LLVM may find a meaning).</summary>
    public static IReadOnlyList<(string Name, string Text, bool IsWrong)> All { get; } =
    [
        ("use-not-dominated", X86 + "define i32 @main(i1 %c) {\n br i1 %c, label %a, label %b\na:\n %x = add i32 1, 2\n br label %b\nb:\n ret i32 %x\n}", true),
        (
            "phi-without-entry",
            X86 + "define i32 @main(i1 %c) {\nentry:\n br i1 %c, label %a, label %b\na:\n br label %b\nb:\n %x = phi i32 [ 1, %a ]\n ret i32 %x\n}",
            true),
        ("musttail-then-add", X86 + "declare i32 @g(i32)\ndefine i32 @main() {\n %x = musttail call i32 @g(i32 1)\n %y = add i32 %x, 1\n ret i32 %y\n}", true),
        ("swifterror-escapes", X86 + "define i32 @main(ptr swifterror %p) {\n %x = ptrtoint ptr %p to i64\n ret i32 0\n}", true),
        ("used-of-numbers", X86 + "@llvm.used = appending global [1 x i32] [i32 1], section \"llvm.metadata\"\n" + Main, false),
        ("constructors-of-numbers", X86 + "@llvm.global_ctors = appending global [1 x i32] [i32 1]\n" + Main, true),
        ("alias-of-itself", X86 + "@a = alias i32, ptr @b\n@b = alias i32, ptr @a\n" + Main, true),
        ("flag-of-no-kind", X86 + Main + "!llvm.module.flags = !{!2}\n!2 = !{i32 99, !\"x\"}", false),
        (
            "subprogram-of-a-number",
            X86 + "define i32 @main() !dbg !1 { ret i32 0 }\n!1 = !{i32 1}\n!llvm.module.flags = !{!2}\n!2 = !{i32 2, !\"Debug Info Version\", i32 3}",
            false),
        ("inline-asm", X86 + "define i32 @main() {\n call void asm sideeffect \"nosuch\\0A\\09other\", \"\"()\n ret i32 0\n}", true),
        (
            "inline-asm-twice",
            X86 + "define i32 @main() {\n call void asm sideeffect \"nosuch\", \"\"()\n call void asm sideeffect \"nosuch\", \"\"()\n ret i32 0\n}",
            true),
        (
            "asm-register-too-small",
            X86 + "define i32 @main() {\n %x = call i128 asm sideeffect \"nop\", \"={eax}\"()\n %y = trunc i128 %x to i32\n ret i32 %y\n}", true),
        ("asm-constant-wanted", X86 + "define i32 @main(i32 %v) {\n call void asm sideeffect \"int $0\", \"I\"(i32 %v)\n ret i32 0\n}", true),
        ("module-asm", X86 + "module asm \"nosuch one\"\nmodule asm \"nosuch two\"\n" + Main, true),
        ("module-asm-unfinished", X86 + "module asm \".if\"\nmodule asm \".macro x\"\n" + Main, true),
        (
            "intrinsic-of-arm",
            X86 + "declare i64 @llvm.aarch64.space(i32, i64)\ndefine i64 @main(i64 %x) {\n %r = call i64 @llvm.aarch64.space(i32 8, i64 %x)\n ret i64 %r\n}",
            true),
        (
            "intrinsic-of-amdgpu",
            X86 + "declare i32 @llvm.amdgcn.workitem.id.x()\ndefine i32 @main() {\n %r = call i32 @llvm.amdgcn.workitem.id.x()\n ret i32 %r\n}",
            true),
        ("intrinsic-of-a-newer-processor", X86 + "declare <16 x float> @llvm.x86.avx512.sqrt.ps.512(<16 x float>, i32)\n"
            + "define void @main(ptr %p) {\n %a = load <16 x float>, ptr %p\n"
            + " %r = call <16 x float> @llvm.x86.avx512.sqrt.ps.512(<16 x float> %a, i32 4)\n store <16 x float> %r, ptr %p\n ret void\n}", true),
        ("register-of-no-name", X86 + "declare i64 @llvm.read_register.i64(metadata)\n"
            + "define i64 @main() { %r = call i64 @llvm.read_register.i64(metadata !0)\n ret i64 %r }\n!0 = !{!\"nosuchreg\"}", true),
        ("scalable-vector", X86 + "define <vscale x 4 x i32> @main(<vscale x 4 x i32> %x) { ret <vscale x 4 x i32> %x }", true),
        ("collector-of-no-name", X86 + "define i32 @main() gc \"nosuchgc\" { ret i32 0 }", true),
        ("difference-of-two-externals", X86 + "@a = external global i32\n@b = external global i32\n"
            + "@x = global i64 sub (i64 ptrtoint (ptr @a to i64), i64 ptrtoint (ptr @b to i64))\n" + Main, false),
        ("name-with-a-line-end", X86 + "define i32 @\"ma\\0Ain\"() {\n call void asm sideeffect \"nosuch\", \"\"()\n ret i32 0\n}", true),
        ("unknown-triple", "target triple = \"nosuch-unknown-linux-gnu\"\n" + Main, true),
        ("layout-of-another", X86 + "target datalayout = \"e-m:e-p:32:32\"\n" + Main, true),
        ("convention-of-amdgpu", X86 + "define amdgpu_kernel void @main() { ret void }", false),
        ("data-in-text", X86 + "@a = global i32 1, section \".text\"\ndefine i32 @main() section \".data\" { ret i32 0 }", false),
    ];
}
