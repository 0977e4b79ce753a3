namespace LtoPar.Fuzz.Features;

/// <summary>Tables of distances between symbols (relative vtables, relative strings): what an assembler can subtract only in one object.</summary>
internal sealed class AddressDifferences : IFeature
{
    public void Add(ModuleText module)
    {
        SplitMix random = module.Random;
        string table = module.Symbol("reltab");
        int count = random.Between(2, 4);
        bool functions = random.OneIn(2);
        List<string> entries = [];
        for (int i = 0; i < count; i++)
        {
            string target = module.Symbol("rel");
            string minuend = target;
            if (functions)
            {
                string linkage = random.Pick("internal", "private", "hidden", "");
                module.DefineFunction(linkage, target, b => b.Mix("%x", module.Number()));
                minuend = linkage.Length == 0 ? $"dso_local_equivalent {target}" : target;
                module.Observations.Add((b, x) => b.Value($"call i64 {target}(i64 {x})"));
            }
            else
            {
                module.Define($"{target} = {random.Pick("internal", "private unnamed_addr", "hidden", "private")} constant i64 {module.Number()}");
                module.Observations.Add((b, x) => b.Add(x, b.Load(target)));
            }

            entries.Add($"i32 trunc (i64 sub (i64 ptrtoint (ptr {minuend} to i64), i64 ptrtoint (ptr {table} to i64)) to i32)");
        }

        module.Define(
            $"{table} = {random.Pick("internal", "hidden", "private", "internal unnamed_addr", "private unnamed_addr")} constant [{count} x i32] "
                + $"[{string.Join(", ", entries)}]");
        module.Declare("declare ptr @llvm.load.relative.i64(ptr, i64)");
        bool intrinsic = random.OneIn(2);
        module.Observations.Add((b, x) =>
        {
            string index = b.Value($"urem i64 {x}, {count}");
            string pointer;
            if (intrinsic)
            {
                pointer = b.Value($"call ptr @llvm.load.relative.i64(ptr {table}, i64 {b.Value($"shl i64 {index}, 2")})");
            }
            else
            {
                string slot = b.Value($"getelementptr i32, ptr {table}, i64 {index}");
                pointer = b.Value($"getelementptr i8, ptr {table}, i64 {b.Value($"sext i32 {b.Value($"load i32, ptr {slot}")} to i64")}");
            }

            return functions ? b.Value($"call i64 {pointer}(i64 {x})") : b.Add(x, b.Load(pointer));
        });
    }
}
