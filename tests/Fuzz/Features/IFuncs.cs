namespace LtoPar.Fuzz.Features;

/// <summary>Functions whose address a resolver chooses before main; called directly, through a table and from the native half.</summary>
internal sealed class IFuncs : IFeature
{
    public void Add(ModuleText module)
    {
        SplitMix random = module.Random;
        string first = module.Symbol("impl");
        string second = module.Symbol("impl");
        module.DefineFunction(random.Pick("internal", "hidden", "private"), first, b => b.Add("%x", module.Number()));
        module.DefineFunction(random.Pick("internal", "hidden", "private"), second, b => b.Value($"xor i64 %x, {module.Number()}"));
        string choice = module.Symbol("choice");
        module.Define($"{choice} = {random.Pick("internal", "private unnamed_addr", "hidden")} constant i64 {random.Below(2)}");
        string resolver = module.Symbol("resolve");
        Body body = new();
        string which = body.Value($"icmp eq i64 {body.Load(choice)}, 0");
        body.Do($"ret ptr {body.Value($"select i1 {which}, ptr {first}, ptr {second}")}");
        module.DefineWhole($"{random.Pick("internal", "hidden", "")} ptr {resolver}()", body);
        int count = random.Between(1, 2);
        for (int i = 0; i < count; i++)
        {
            bool exported = random.OneIn(3);
            string name = exported ? $"@{module.PlainName("ifn")}" : module.Symbol("ifn");
            module.Define($"{name} = {(exported ? "" : random.Pick("internal", "hidden", "", "private"))} ifunc i64 (i64), ptr {resolver}");
            if (exported)
            {
                module.NativeCallable.Add(name[1..]);
            }

            module.Observations.Add((b, x) => b.Value($"call i64 {name}(i64 {x})"));
            string table = module.Symbol("iftable");
            module.Define($"{table} = {random.Pick("internal", "", "hidden")} global [1 x ptr] [ptr {name}]");
            module.Observations.Add((b, x) => b.Value($"call i64 {b.Value($"load ptr, ptr {table}")}(i64 {x})"));
        }
    }
}
