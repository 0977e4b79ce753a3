namespace LtoPar.Fuzz.Features;

/// <summary>Aliases of functions and variables: weak, local, hidden, into the middle, aliases of aliases, called and kept in tables.</summary>
internal sealed class Aliases : IFeature
{
    public void Add(ModuleText module)
    {
        if (module.Random.OneIn(2))
        {
            AddOfFunction(module);
        }
        else
        {
            AddOfVariable(module);
        }
    }

    private static string Linkage(SplitMix random) =>
        random.Pick("", "", "internal", "private", "hidden", "protected", "weak", "weak_odr", "weak hidden", "linkonce_odr", "linkonce");

    /// <summary>An alias may not stand for an alias that the linker may replace.</summary>
    private static bool IsInterposable(string linkage) => linkage is "weak" or "weak hidden" or "linkonce";

    private static void AddOfFunction(ModuleText module)
    {
        SplitMix random = module.Random;
        string target = module.Symbol("aliasee");
        bool shared = random.OneIn(3);
        string comdat = "";
        if (shared)
        {
            comdat = module.PlainName("afc");
            module.Comdat(comdat, "any");
        }

        module.DefineFunction(
            shared
                ? "linkonce_odr"
                : random.Pick("internal", "private", "", "hidden", "weak_odr"), target, b => b.Add(b.Value($"xor i64 %x, {module.Number()}"), "7"),
            after: shared ? $" comdat(${comdat})" : "");
        string last = target;
        int chain = random.Between(1, 3);
        for (int i = 0; i < chain; i++)
        {
            string alias = module.Symbol("falias");
            string linkage = Linkage(random);
            module.Define($"{alias} = {linkage}{random.Pick(" ", " ", " unnamed_addr ")}alias i64 (i64), ptr {(random.OneIn(3) ? target : last)}");
            module.Observations.Add((b, x) => b.Value($"call i64 {alias}(i64 {x})"));
            last = IsInterposable(linkage) ? last : alias;
        }

        string table = module.Symbol("atable");
        string end = last;
        module.Define($"{table} = {Linkages.Any(random)} {random.Pick("global", "constant")} [2 x ptr] [ptr {target}, ptr {end}]");
        module.Observations.Add((b, x) =>
        {
            string slot = b.Value($"getelementptr [2 x ptr], ptr {table}, i64 0, i64 {b.Value($"and i64 {x}, 1")}");
            return b.Value($"call i64 {b.Value($"load ptr, ptr {slot}")}(i64 {x})");
        });
        module.Observations.Add((b, x) => b.Value($"call i64 {target}(i64 {x})"));
    }

    private static void AddOfVariable(ModuleText module)
    {
        SplitMix random = module.Random;
        string target = module.Symbol("avar");
        bool constant = random.OneIn(3);
        module.Define(
            $"{target} = {random.Pick("internal", "private", "", "hidden", "protected")} {(constant ? "constant" : "global")} [4 x i64] " +
            $"[i64 {module.Number()}, i64 {module.Number()}, i64 {module.Number()}, i64 {module.Number()}]");
        string last = target;
        int chain = random.Between(1, 3);
        for (int i = 0; i < chain; i++)
        {
            string alias = module.Symbol("valias");
            int offset = last == target ? random.Below(4) : 0;
            string aliasee = last == target && offset > 0 ? $"getelementptr inbounds ([4 x i64], ptr {target}, i64 0, i64 {offset})" : last;
            string linkage = Linkage(random);
            module.Define($"{alias} = {linkage} alias i64, ptr {aliasee}");
            module.Observations.Add((b, x) =>
            {
                string old = b.Load(alias);
                if (!constant)
                {
                    b.Store(b.Add(old, x), alias);
                }

                return old;
            });
            string kept = module.Symbol("akept");
            module.Define($"{kept} = {random.Pick("internal", "", "private unnamed_addr")} {random.Pick("global", "constant")} ptr {alias}");
            module.Observations.Add((b, _) => b.SamePointer(b.Value($"load ptr, ptr {kept}"), b.Opaque(alias)));
            last = !IsInterposable(linkage) && random.OneIn(2) ? alias : last;
        }

        module.Observations.Add((b, x) => b.Mix(x, b.Load(b.Value($"getelementptr [4 x i64], ptr {target}, i64 0, i64 {b.Value($"and i64 {x}, 3")}"))));
    }
}
