namespace LtoPar.Fuzz.Features;

/// <summary>Comdat groups of several members: functions, data, guards, local members; keys that are a member's name and keys that are not.</summary>
internal sealed class Comdats : IFeature
{
    public void Add(ModuleText module)
    {
        SplitMix random = module.Random;
        bool any = random.Below(4) != 0;
        bool keyIsFunction = any && random.OneIn(2);
        string key = module.PlainName("group");
        module.Comdat(key, any ? random.Pick("any", "any", "any", "nodeduplicate") : "nodeduplicate");
        string data = keyIsFunction ? module.Symbol("cdata") : random.OneIn(2) ? $"@{key}" : module.Symbol("cdata");
        string dataLinkage = any ? random.Pick("linkonce_odr", "weak_odr", "linkonce_odr hidden", "internal") : random.Pick("internal", "", "hidden");
        if (data == $"@{key}" && dataLinkage == "internal")
        {
            dataLinkage = "linkonce_odr";
        }

        module.Define($"{data} = {dataLinkage} global i64 {module.Number()}, comdat(${key})");
        string guard = module.Symbol("guard");
        module.Define($"{guard} = {random.Pick("internal", "linkonce_odr", "linkonce_odr hidden", "private")} global i8 0, comdat(${key})");
        string function = keyIsFunction ? $"@{key}" : module.Symbol("cfun");
        string functionLinkage = any ? random.Pick("linkonce_odr", "weak_odr", "linkonce_odr hidden", "weak") : random.Pick("internal", "", "hidden");
        module.DefineFunction(
            functionLinkage, function,
            b =>
            {
                string once = b.Value($"load i8, ptr {guard}");
                b.Do($"store i8 1, ptr {guard}");
                string first = b.Value($"select i1 {b.Value($"icmp eq i8 {once}, 0")}, i64 {module.Number()}, i64 0");
                string value = b.Add(b.Load(data), b.Add(first, "%x"));
                b.Store(value, data);
                return value;
            },
            after: $" comdat(${key})");
        module.Observations.Add((b, x) => b.Value($"call i64 {function}(i64 {x})"));
        module.Observations.Add((b, x) => b.Add(x, b.Load(data)));
        module.Observations.Add((b, _) => b.Value($"zext i8 {b.Value($"load i8, ptr {guard}")} to i64"));
        if (random.OneIn(3))
        {
            string second = module.Symbol("cfun");
            module.DefineFunction(
                random.Pick("internal", "linkonce_odr"), second, b => b.Mix("%x", b.Value($"call i64 {function}(i64 3)")), after: $" comdat(${key})");
            module.Observations.Add((b, x) => b.Value($"call i64 {second}(i64 {x})"));
        }
    }
}
