using LtoPar.Fuzz.Features;

namespace LtoPar.Fuzz;

/// <summary>
/// A module from a seed: some features; then a web of functions of every linkage that observe what the features defined and call one another
/// (only earlier ones, and cheap ones, so that the program ends soon); then main, which runs all of it several times and prints as it goes.
/// </summary>
internal static class Generator
{
    /// <summary>Most observations one call of a web function may lead to.</summary>
    private const int MostCost = 300;

    private static readonly IFeature[] s_features =
    [
        new ConstantValues(), new ConstantValues(), new Aliases(), new Aliases(), new IFuncs(), new Comdats(), new Comdats(), new Structors(),
        new ThreadLocals(),
        new BlockAddresses(), new AddressDifferences(), new Sections(), new Assembly(), new Assembly(), new Overrides(), new Overrides(),
        new Calls(), new Calls(),
        new Exceptions(), new Tables(), new Tables(),
    ];

    private sealed record WebFunction(string Symbol, string Convention, int Cost);

    public static string Make(ulong seed)
    {
        ModuleText module = new(seed);
        SplitMix random = module.Random;
        module.Native(
            "typedef unsigned long u64;", "extern int pthread_create(u64 *, const void *, void *(*)(void *), void "
                + "*);", "extern int pthread_join(u64, void **);",
            "struct job { u64 (*run)(u64); u64 x; };", "static void *start(void *p) { struct job *j = p; j->x = j->run(j->x); return 0; }",
            "u64 native_thread(u64 (*run)(u64), u64 x) { struct job j = { run, x }; u64 t; if (pthread_create(&t, 0, start, &j)) return 1; "
                + "pthread_join(t, 0); return j.x; }",
            "u64 native_sum(u64 n, __builtin_va_list l) { u64 s = 0; for (u64 i = 0; i < n; i++) s = s * 31 + __builtin_va_arg(l, u64); return s; }");
        int features = random.OneIn(4) ? random.Between(12, 24) : random.Between(3, 9);
        for (int i = 0; i < features; i++)
        {
            s_features[random.Below(s_features.Length)].Add(module);
        }

        List<WebFunction> web = AddWeb(module, random.Between(4, 6 + (2 * features)));
        AddNativeCalls(module);
        AddMain(module, web);
        return module.ToString();
    }

    private static List<WebFunction> AddWeb(ModuleText module, int count)
    {
        SplitMix random = module.Random;
        List<WebFunction> web = [];
        Queue<Observation> unseen = Unseen(module);
        for (int i = 0; i < count; i++)
        {
            bool exported = random.OneIn(6);
            string linkage = exported ? Linkages.Exported(random) : Linkages.Any(random);
            string symbol = exported ? $"@{module.PlainName("web")}" : module.Symbol("web");
            string convention = Linkages.IsLocal(linkage) && random.OneIn(3) ? "fastcc" : "";
            int cost = 1;
            module.DefineFunction(
                linkage, symbol, b =>
                {
                    string value = b.Add("%x", module.Number());
                    int steps = random.Between(1, 5);
                    for (int step = 0; step < steps; step++)
                    {
                        WebFunction? callee = web.Count > 0 && random.OneIn(2) ? web[random.Below(web.Count)] : null;
                        if (callee is not null && cost + callee.Cost <= MostCost)
                        {
                            cost += callee.Cost;
                            value = b.Mix(value, b.Value($"call {callee.Convention} i64 {callee.Symbol}(i64 {value})"));
                            continue;
                        }

                        if (!unseen.TryDequeue(out Observation? observation))
                        {
                            observation = module.Observations[random.Below(module.Observations.Count)];
                        }

                        cost++;
                        value = b.Mix(value, observation(b, value));
                    }

                    return value;
                },
                convention, random.Pick("noinline", "noinline", "", "inlinehint", "noinline optsize", "noinline minsize", "noinline optnone", "cold"));
            web.Add(new WebFunction(symbol, convention, cost));
            if (exported && convention.Length == 0)
            {
                module.NativeCallable.Add(symbol[1..]);
            }
        }

        return web;
    }

    /// <summary>Each observation once, in random order, before any is used again.</summary>
    private static Queue<Observation> Unseen(ModuleText module)
    {
        List<Observation> all = [.. module.Observations];
        module.Random.Shuffle(all);
        return new Queue<Observation>(all);
    }

    private static void AddNativeCalls(ModuleText module)
    {
        List<string> calls = [];
        foreach (string name in module.NativeCallable)
        {
            module.Native($"extern u64 {name}(u64);");
            calls.Add($"x = x * 31 + {name}(x);");
        }

        module.Native($"u64 native_calls(u64 x) {{ {string.Join(' ', calls)} return x; }}");
        module.Declare("declare i64 @native_calls(i64)");
    }

    private static void AddMain(ModuleText module, List<WebFunction> web)
    {
        module.Declare("declare i32 @printf(ptr, ...)");
        Body body = new();
        string value = "1";
        int line = 0;
        for (int round = 0; round < 2; round++)
        {
            foreach (WebFunction function in web)
            {
                value = body.Mix(value, body.Value($"call {function.Convention} i64 {function.Symbol}(i64 {value})"));
                Print(module, body, $"{++line}", value);
            }

            foreach (Observation observation in module.Observations)
            {
                if (round == 0 || module.Random.OneIn(4))
                {
                    value = body.Mix(value, observation(body, value));
                }
            }

            Print(module, body, "direct", value);
            value = body.Mix(value, body.Value($"call i64 @native_calls(i64 {value})"));
            Print(module, body, "native", value);
        }

        body.Do("ret i32 0");
        module.DefineWhole("i32 @main()", body, "");
    }

    private static void Print(ModuleText module, Body body, string label, string value)
    {
        string text = $"@main.text.{module.PlainName("t")}";
        string format = $"{label} %016lx\\0A\\00";
        module.Define($"{text} = private unnamed_addr constant [{label.Length + 9} x i8] c\"{format}\"");
        body.Do($"call i32 (ptr, ...) @printf(ptr {text}, i64 {value})");
    }
}
