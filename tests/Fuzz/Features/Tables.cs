namespace LtoPar.Fuzz.Features;

/// <summary>Function pointers in tables, compared with the functions' own addresses; variables shared by everything; odd definitions without a use.</summary>
internal sealed class Tables : IFeature
{
    public void Add(ModuleText module)
    {
        switch (module.Random.Below(3))
        {
            case 0: AddTable(module); break;
            case 1: AddVariables(module); break;
            default: AddUnused(module); break;
        }
    }

    private static void AddTable(ModuleText module)
    {
        SplitMix random = module.Random;
        int count = random.Between(2, 5);
        string table = module.Symbol("fptrs");
        List<string> names = [];
        for (int i = 0; i < count; i++)
        {
            string name = module.Symbol("entry");
            module.DefineFunction(
                Linkages.Any(random), name, b => b.Mix("%x", module.Number()),
                attributes: random.Pick("noinline", "", "noinline cold", "noinline \"patchable-function-entry\"=\"2\""));
            names.Add(name);
        }

        string linkage = random.Pick("internal", "private", "", "hidden", "linkonce_odr", "weak_odr", "private unnamed_addr", "internal unnamed_addr");
        module.Define($"{table} = {linkage} {random.Pick("constant", "constant", "global")} [{count} x ptr] "
            + $"[{string.Join(", ", names.Select(n => random.OneIn(12) ? $"ptr no_cfi {n}" : $"ptr {n}"))}]");
        module.Observations.Add((b, x) =>
        {
            string slot = b.Value($"getelementptr ptr, ptr {table}, i64 {b.Value($"urem i64 {x}, {count}")}");
            return b.Value($"call i64 {b.Value($"load ptr, ptr {slot}")}(i64 {x})");
        });
        int chosen = random.Below(count);
        module.Observations.Add(
            (b, _) => b.SamePointer(b.Value($"load ptr, ptr {b.Value($"getelementptr ptr, ptr {table}, i64 {chosen}")}"), b.Opaque(names[chosen])));
        module.Observations.Add((b, _) => b.SamePointer(b.Opaque(names[0]), b.Opaque(names[1])));
        module.Observations.Add((b, x) => b.Value($"call i64 {names[chosen]}(i64 {x})"));
    }

    private static void AddVariables(ModuleText module)
    {
        SplitMix random = module.Random;
        string variable = module.Symbol("state");
        string extra = random.Pick("", "", ", align 64", ", section \".data.own\"", ", code_model \"large\"");
        module.Define($"{variable} = {Linkages.Any(random)} {random.Pick("", "externally_initialized ")}global [3 x i64] "
            + $"{random.Pick("zeroinitializer", "[i64 1, i64 2, i64 3]")}{extra}");
        string self = module.Symbol("cycle");
        module.Define($"{self} = {Linkages.Strong(random)} global {{ ptr, ptr }} {{ ptr {self}, ptr {variable} }}");
        module.Observations.Add((b, x) =>
        {
            string slot = b.Value($"getelementptr i64, ptr {variable}, i64 {b.Value($"urem i64 {x}, 3")}");
            string old = b.Load(slot);
            b.Store(b.Add(old, x), slot);
            return old;
        });
        module.Observations.Add(
            (b, x) => b.Mix(x, b.Load(b.Value($"load ptr, ptr {b.Value($"getelementptr ptr, ptr {b.Value($"load ptr, ptr {self}")}, i64 1")}"))));
        module.Observations.Add((b, _) => b.SamePointer(b.Value($"load ptr, ptr {self}"), self));
    }

    private static void AddUnused(ModuleText module)
    {
        SplitMix random = module.Random;
        string kept = module.Symbol("keptalone");
        string data = module.Symbol("keptdata");
        module.Define($"{data} = {Linkages.Strong(random)} global i64 {module.Number()}");
        module.DefineFunction(random.Pick("internal", "", "hidden"), kept, b => b.Mix("%x", b.Load(data)));
        if (random.OneIn(2))
        {
            module.Used(kept);
        }
        else
        {
            module.CompilerUsed(kept);
        }

        module.Declare($"declare i64 @{module.PlainName("nowhere")}(i64)");
        module.DefineFunction(Linkages.Any(random), module.Symbol("dead"), b => b.Value($"call i64 {kept}(i64 %x)"));
        module.Observations.Add((b, x) =>
        {
            b.Store(x, data);
            return b.Value($"call i64 {kept}(i64 {x})");
        });
    }
}
