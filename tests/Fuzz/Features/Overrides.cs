namespace LtoPar.Fuzz.Features;

/// <summary>
/// What other objects decide: weak definitions that the native half overrides or leaves alone, weak references that it defines or not, common
/// variables, and available_externally copies of what it defines.
/// </summary>
internal sealed class Overrides : IFeature
{
    public void Add(ModuleText module)
    {
        switch (module.Random.Below(8))
        {
            case 0: AddWeakFunction(module); break;
            case 1 or 6: AddWeakVariable(module); break;
            case 2: AddWeakReference(module); break;
            case 3: AddCommon(module); break;
            case 4: AddWeakAlias(module); break;
            default: AddAvailable(module); break;
        }
    }

    private static void AddWeakFunction(ModuleText module)
    {
        SplitMix random = module.Random;
        string name = module.PlainName("weakfn");
        module.DefineFunction(random.Pick("weak", "weak", "linkonce"), $"@{name}", b => b.Add("%x", module.Number()), attributes: random.Pick("", "noinline"));
        if (random.OneIn(2))
        {
            module.Native($"u64 {name}(u64 x) {{ return x * 3 + {module.Number()}; }}");
        }

        module.Observations.Add((b, x) => b.Value($"call i64 @{name}(i64 {x})"));
        string table = module.Symbol("wtable");
        module.Define($"{table} = {random.Pick("internal", "", "private unnamed_addr")} constant [1 x ptr] [ptr @{name}]");
        module.Observations.Add((b, x) => b.Value($"call i64 {b.Value($"load ptr, ptr {table}")}(i64 {x})"));
    }

    private static void AddWeakVariable(ModuleText module)
    {
        SplitMix random = module.Random;
        string name = module.PlainName("weakvar");
        module.Define($"@{name} = {random.Pick("weak", "weak", "linkonce")} {random.Pick("global", "constant", "constant")} i64 {module.Number()}");
        if (!random.OneIn(3))
        {
            module.Native($"u64 {name} = {module.Number()};");
        }

        module.Observations.Add((b, x) => b.Mix(x, b.Load($"@{name}")));
        string kept = module.Symbol("wkept");
        module.Define($"{kept} = {random.Pick("internal", "", "linkonce_odr")} constant ptr @{name}");
        module.Observations.Add((b, _) => b.SamePointer(b.Value($"load ptr, ptr {kept}"), b.Opaque($"@{name}")));
    }

    /// <summary>extern_weak, defined natively or nowhere.</summary>
    private static void AddWeakReference(ModuleText module)
    {
        SplitMix random = module.Random;
        string name = module.PlainName("maybe");
        bool function = random.OneIn(2);
        module.Declare(function ? $"declare extern_weak i64 @{name}(i64)" : $"@{name} = extern_weak global i64");
        if (random.OneIn(2))
        {
            module.Native(function ? $"u64 {name}(u64 x) {{ return x + {module.Number()}; }}" : $"u64 {name} = {module.Number()};");
        }

        module.Observations.Add((b, x) =>
        {
            string there = b.Value($"icmp ne ptr @{name}, null");
            string before = b.Block;
            string use = b.Label();
            string done = b.Label();
            b.Do($"br i1 {there}, label %{use}, label %{done}");
            b.Start(use);
            string got = function ? b.Value($"call i64 @{name}(i64 {x})") : b.Load($"@{name}");
            b.Do($"br label %{done}");
            b.Start(done);
            return b.Value($"phi i64 [ {x}, %{before} ], [ {got}, %{use} ]");
        });
        string holder = module.Symbol("mayhold");
        module.Define($"{holder} = {random.Pick("internal", "", "private unnamed_addr")} {random.Pick("global", "constant")} ptr @{name}");
        module.Observations.Add((b, _) => b.SamePointer(b.Value($"load ptr, ptr {holder}"), "null"));
    }

    private static void AddCommon(ModuleText module)
    {
        SplitMix random = module.Random;
        string name = module.PlainName("com");
        module.Define($"@{name} = common global [2 x i64] zeroinitializer, align {random.Pick(8, 16, 32)}");
        if (random.OneIn(2))
        {
            module.Native(random.Pick($"u64 {name}[4] __attribute__((common));", $"u64 {name}[2] = {{ 5, {module.Number()} }};"));
        }

        module.Observations.Add((b, x) =>
        {
            string slot = b.Value($"getelementptr i64, ptr @{name}, i64 1");
            string old = b.Load(slot);
            b.Store(b.Add(old, x), slot);
            return old;
        });
    }

    /// <summary>A weak alias that the native half may replace, while the aliasee stays.</summary>
    private static void AddWeakAlias(ModuleText module)
    {
        SplitMix random = module.Random;
        string target = module.Symbol("wstrong");
        string name = module.PlainName("walias");
        module.DefineFunction(random.Pick("internal", "", "hidden"), target, b => b.Mix("%x", module.Number()));
        module.Define($"@{name} = {random.Pick("weak", "weak", "linkonce")} alias i64 (i64), ptr {target}");
        if (random.OneIn(2))
        {
            module.Native($"u64 {name}(u64 x) {{ return x ^ {module.Number()}; }}");
        }

        module.Observations.Add((b, x) => b.Value($"call i64 @{name}(i64 {x})"));
        module.Observations.Add((b, x) => b.Value($"call i64 {target}(i64 {x})"));
    }

    private static void AddAvailable(ModuleText module)
    {
        SplitMix random = module.Random;
        string name = module.PlainName("avail");
        string number = module.Number();
        if (random.OneIn(2))
        {
            module.DefineFunction("available_externally", $"@{name}", b => b.Add("%x", number), attributes: random.Pick("", "noinline", "alwaysinline"));
            module.Native($"u64 {name}(u64 x) {{ return x + {number}u; }}");
            module.Observations.Add((b, x) => b.Value($"call i64 @{name}(i64 {x})"));
        }
        else
        {
            module.Define($"@{name} = available_externally {random.Pick("constant", "global")} i64 {number}");
            module.Native($"u64 {name} = {number};");
            module.Observations.Add((b, x) => b.Add(x, b.Load($"@{name}")));
        }
    }
}
