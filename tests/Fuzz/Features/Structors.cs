namespace LtoPar.Fuzz.Features;

/// <summary>
/// Constructors and destructors, with and without priorities, keyed and not. Each constructor folds its number into one log, each destructor
/// prints a line: order is part of the output.
/// </summary>
internal sealed class Structors : IFeature
{
    public void Add(ModuleText module)
    {
        SplitMix random = module.Random;
        string log = module.Symbol("log");
        module.Define($"{log} = {Linkages.Strong(random)} global i64 1");
        int count = random.Between(2, 6);
        for (int i = 0; i < count; i++)
        {
            string function = module.Symbol("ctor");
            string key = "null";
            string after = "";
            if (random.OneIn(3))
            {
                string name = module.PlainName("ckey");
                module.Comdat(name, "any");
                key = $"@{name}";
                module.Define($"@{name} = {random.Pick("linkonce_odr", "weak_odr")} global i64 {module.Number()}, comdat");
                string keyed = key;
                module.Observations.Add((b, x) => b.Add(x, b.Load(keyed)));
                after = random.OneIn(2) ? $" comdat(${name})" : "";
            }

            string number = module.Number();
            DefineVoid(module, random.Pick("internal", "internal", "", "hidden"), function, after, b => b.Store(b.Mix(b.Load(log), number), log));
            module.Constructor(random.Pick(65535, 65535, 65535, 101, 200, random.Between(102, 65000)), function, key);
        }

        module.Observations.Add((b, x) => b.Mix(x, b.Load(log)));
        module.Declare("declare i32 @puts(ptr)");
        int last = random.Below(4);
        for (int i = 0; i < last; i++)
        {
            string function = module.Symbol("dtor");
            string text = module.Symbol("dtext");
            string said = $"{module.Random.Between(100_000, 999_999)}";
            module.Define($"{text} = private unnamed_addr constant [7 x i8] c\"{said}\\00\"");
            DefineVoid(module, random.Pick("internal", "internal", "hidden"), function, "", b => b.Do($"call i32 @puts(ptr {text})"));
            module.Destructor(random.Pick(65535, 65535, 101, random.Between(102, 65000)), function);
        }
    }

    private static void DefineVoid(ModuleText module, string linkage, string function, string after, Action<Body> write)
    {
        Body body = new();
        write(body);
        body.Do("ret void");
        module.DefineWhole($"{linkage} void {function}()", body, "", after);
    }
}
