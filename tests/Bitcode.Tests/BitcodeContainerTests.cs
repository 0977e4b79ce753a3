using LtoPar.TestSupport;

namespace LtoPar.Bitcode.Tests;

public sealed class BitcodeContainerTests
{
    private const string Target = "target triple = \"x86_64-pc-linux-gnu\"\n";

    [Fact]
    public void The_extent_is_what_the_module_has()
    {
        byte[] bytes = LlvmTools.Assemble(
            Target + "@v = global i32 0\n@b = alias i32, ptr @v\n@i = ifunc void (), ptr @f\ndeclare void @d()\ndefine ptr @f() { ret ptr null }\n"
            + "define void @g() { call void @d()\n call void @d()\n ret void }");
        ModuleExtent extent = BitcodeContainer.Inspect(bytes).Extent;
        Assert.Equal(6, extent.Symbols);
        Assert.Equal(2, extent.Bodies.Length);
        Assert.InRange(extent.Bodies[0], 4, 100);
        Assert.InRange(extent.Bodies[1], extent.Bodies[0] + 4, 100);
        Assert.InRange(BitcodeContainer.Inspect(LlvmTools.Assemble(SmallModule.Ir)).Extent.MetadataBytes, extent.MetadataBytes + 200, 1500);
    }

    [Fact]
    public void Symbols_are_marked_as_LLVM_marked_them()
    {
        byte[] bytes = LlvmTools.Assemble(
            Target + "@v = dso_local global i32 0\n@w = global i32 0\n@a = dso_local alias i32, ptr @w\n"
            + "define dso_local void @f() { ret void }\ndefine void @g() { ret void }");
        Assert.Equal(["a", "f", "v"], DsoLocalNames.Read(bytes).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Locals_are_not_listed_though_they_are_marked()
    {
        byte[] bytes = LlvmTools.Assemble(
            Target + "@v = internal global i32 0\n@p = private global i32 0\n@a = internal alias i32, ptr @v\n@w = weak dso_local global i32 0\n"
            + "define internal void @f() { ret void }\ndeclare dso_local void @d()\ndefine linkonce_odr dso_local void @o() { ret void }");
        Assert.Equal(["d", "o", "w"], DsoLocalNames.Read(bytes).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Sections_are_named()
    {
        byte[] bytes = LlvmTools.Assemble(
            Target + "@v = global i32 0, section \"first\"\n@w = global i32 0\n@x = global i32 0, section \"first\"\n"
            + "define void @f() section \".other\" { ret void }");
        Assert.Equal([".other", "first"], SectionNames.Of(bytes).Order(StringComparer.Ordinal));
        Assert.Empty(SectionNames.Of(LlvmTools.Assemble(SmallModule.Ir)));
    }

    [Fact]
    public void Attributes_name_symbols()
    {
        byte[] bytes = LlvmTools.Assemble(
            Target + "define void @f() \"probe-stack\"=\"probe\" { call void @g() \"instrument-function-entry\"=\"enter\"\n ret void }\n"
            + "declare void @g() \"other\"=\"thing\"");
        Assert.Equal(["enter", "probe"], AttributeSymbols.Read(bytes).Order(StringComparer.Ordinal));
        Assert.Empty(AttributeSymbols.Read(LlvmTools.Assemble(Target + "@v = global i32 0")));
    }
}
