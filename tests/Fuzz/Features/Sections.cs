using System.Globalization;

namespace LtoPar.Fuzz.Features;

/// <summary>
/// Variables and functions in named sections, found by __start_ and __stop_; some kept alive by llvm.used or llvm.compiler.used alone, some
/// tied to a function by !associated.
/// </summary>
internal sealed class Sections : IFeature
{
    public void Add(ModuleText module)
    {
        SplitMix random = module.Random;
        string section = module.PlainName("set");
        bool constant = random.OneIn(2);
        bool associated = random.OneIn(4);
        // All one way: ld -r gathers what llvm.used keeps apart from the rest, so a mixture has no order to compare.
        bool retained = random.Below(4) != 0;
        int count = random.Between(2, 5);
        for (int i = 0; i < count; i++)
        {
            string member = module.Symbol("member");
            string owner = "";
            if (associated)
            {
                string function = module.Symbol("owner");
                module.DefineFunction(Linkages.Strong(random), function, b => b.Mix("%x", module.Number()));
                module.Observations.Add((b, x) => b.Value($"call i64 {function}(i64 {x})"));
                owner = $", !associated {module.Metadata($"!{{ptr {function}}}")}";
            }

            string linkage = random.Pick("internal", "internal", "private", "", "hidden");
            module.Define($"{member} = {linkage} {(constant ? "constant" : "global")} i64 {module.Number()}, section \"{section}\", align 8{owner}");
            if (!retained)
            {
                module.CompilerUsed(member);
                string holder = module.Symbol("mholder");
                module.Define($"{holder} = internal global ptr {member}");
                module.Observations.Add((b, x) => b.Add(x, b.Load(b.Value($"load ptr, ptr {holder}"))));
            }
            else
            {
                module.Used(member);
            }
        }

        string start = $"@__start_{section}";
        string stop = $"@__stop_{section}";
        module.Declare($"{start} = external hidden global i8");
        module.Declare($"{stop} = external hidden global i8");

        // The order is the module's: C does not promise it, but tables of initialisers rely on it. Not so of what the linker may drop.
        module.Observations.Add((b, x) =>
        {
            string from = b.Opaque(start);
            string to = b.Opaque(stop);
            string before = b.Block;
            string loop = b.Label();
            string done = b.Label();
            b.Do($"br label %{loop}");
            b.Start(loop);
            string at = $"%at{loop}";
            string sum = $"%sum{loop}";
            b.Do($"{at} = phi ptr [ {from}, %{before} ], [ {at}n, %{loop} ]");
            b.Do($"{sum} = phi i64 [ {x}, %{before} ], [ {sum}n, %{loop} ]");
            b.Do($"{sum}n = add i64 {(associated ? sum : b.Value($"mul i64 {sum}, 31"))}, {b.Load(at)}");
            b.Do($"{at}n = getelementptr i64, ptr {at}, i64 1");
            b.Do($"br i1 {b.Value($"icmp eq ptr {at}n, {to}")}, label %{done}, label %{loop}");
            b.Start(done);
            return $"{sum}n";
        });
        module.Observations.Add((b, _) => b.Value(string.Create(
            CultureInfo.InvariantCulture, $"sub i64 {b.Value($"ptrtoint ptr {b.Opaque(stop)} to i64")}, {b.Value($"ptrtoint ptr {b.Opaque(start)} to i64")}")));
        string coded = module.Symbol("placed");
        module.DefineFunction(Linkages.Any(random), coded, b => b.Add("%x", module.Number()), after: $" section \".text.{random.Pick("hot", "cold", "own")}\"");
        module.Observations.Add((b, x) => b.Value($"call i64 {coded}(i64 {x})"));
    }
}
