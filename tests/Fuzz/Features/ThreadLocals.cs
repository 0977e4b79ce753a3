namespace LtoPar.Fuzz.Features;

/// <summary>Thread-local variables of all models, aliases of them, and a second thread that must see the initial values.</summary>
internal sealed class ThreadLocals : IFeature
{
    public void Add(ModuleText module)
    {
        SplitMix random = module.Random;
        string variable = module.Symbol("tls");
        string model = random.Pick("thread_local", "thread_local", "thread_local(localdynamic)", "thread_local(initialexec)", "thread_local(localexec)");
        string linkage = random.Pick("internal", "internal", "private", "", "hidden", "linkonce_odr", "weak", "protected");
        module.Define($"{variable} = {linkage} {model} global i64 {(random.OneIn(3) ? "0" : module.Number())}");
        module.Declare("declare ptr @llvm.threadlocal.address.p0(ptr)");
        List<string> names = [variable];
        if (random.OneIn(2))
        {
            string alias = module.Symbol("tlsa");
            module.Define($"{alias} = {random.Pick("hidden", "", "internal")} {model} alias i64, ptr {variable}");
            names.Add(alias);
        }

        foreach (string name in names)
        {
            module.Observations.Add((b, x) => b.Add(x, b.Load(Address(b, name))));
            module.Observations.Add((b, x) =>
            {
                string address = Address(b, name);
                b.Store(b.Mix(b.Load(address), x), address);
                return x;
            });
            module.Observations.Add((b, _) => b.SamePointer(b.Opaque(Address(b, name)), b.Opaque(Address(b, variable))));
        }

        string body = module.Symbol("onthread");
        module.DefineFunction(Linkages.Any(random), body, b => b.Mix("%x", b.Load(Address(b, names[^1]))));
        module.Declare("declare i64 @native_thread(ptr, i64)");
        module.Observations.Add((b, x) => b.Value($"call i64 @native_thread(ptr {body}, i64 {x})"));
    }

    private static string Address(Body body, string variable) => body.Value($"call ptr @llvm.threadlocal.address.p0(ptr {variable})");
}
