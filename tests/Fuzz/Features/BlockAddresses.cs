namespace LtoPar.Fuzz.Features;

/// <summary>
/// Tables of block addresses: used by the function itself, handed to it by another function, and as differences. Jumps stay in the function that
/// has the blocks; only the addresses travel.
/// </summary>
internal sealed class BlockAddresses : IFeature
{
    public void Add(ModuleText module)
    {
        SplitMix random = module.Random;
        string function = module.Symbol("blocks");
        int count = random.Between(2, 4);
        bool differences = random.OneIn(3);
        string table = module.Symbol("btable");
        List<string> entries = [];
        for (int i = 0; i < count; i++)
        {
            string address = $"ptr blockaddress({function}, %case{i})";
            entries.Add(differences ? $"i64 sub (i64 ptrtoint ({address} to i64), i64 ptrtoint (ptr blockaddress({function}, %case0) to i64))" : address);
        }

        string type = differences ? "i64" : "ptr";
        string linkage = random.Pick("internal", "private", "internal unnamed_addr", "private unnamed_addr", "", "hidden");
        module.Define($"{table} = {linkage} {random.Pick("constant", "constant", "global")} [{count} x {type}] [{string.Join(", ", entries)}]");

        // i64 f(i64 x, ptr where): where null means "look it up yourself".
        Body body = new();
        string own = Entry(body, function, table, type, count, "%x", differences);
        string target = body.Value($"select i1 {body.Value("icmp eq ptr %where, null")}, ptr {own}, ptr %where");
        body.Do($"indirectbr ptr {target}, [{string.Join(", ", Enumerable.Range(0, count).Select(i => $"label %case{i}"))}]");
        for (int i = 0; i < count; i++)
        {
            body.Start($"case{i}");
            body.Do($"ret i64 {body.Mix("%x", module.Number())}");
        }

        module.DefineWhole($"{random.Pick("internal", "private", "", "hidden", "weak_odr")} i64 {function}(i64 %x, ptr %where)", body);
        module.Observations.Add((b, x) => b.Value($"call i64 {function}(i64 {x}, ptr null)"));
        if (random.OneIn(2))
        {
            module.Observations.Add((b, x) =>
                b.Value($"call i64 {function}(i64 {x}, ptr {Entry(b, function, table, type, count, b.Add(x, "1"), differences)})"));
        }

        if (random.OneIn(2))
        {
            int fixedCase = random.Below(count);
            module.Observations.Add((b, x) => b.Value($"call i64 {function}(i64 {x}, ptr blockaddress({function}, %case{fixedCase}))"));
        }
    }

    private static string Entry(Body body, string function, string table, string type, int count, string index, bool differences)
    {
        string slot = body.Value($"getelementptr {type}, ptr {table}, i64 {body.Value($"urem i64 {index}, {count}")}");
        return differences
            ? body.Value($"getelementptr i8, ptr blockaddress({function}, %case0), i64 {body.Load(slot)}")
            : body.Value($"load ptr, ptr {slot}");
    }
}
