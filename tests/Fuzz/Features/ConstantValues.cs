namespace LtoPar.Fuzz.Features;

/// <summary>
/// Constants by address and by value. The address of a constant that is not unnamed_addr is significant: however many partitions see its value,
/// it has one address, and it differs from that of a constant with the same value. Constants hold pointers to constants, variables and functions.
/// </summary>
internal sealed class ConstantValues : IFeature
{
    public void Add(ModuleText module)
    {
        switch (module.Random.Below(5))
        {
            case 0: AddTwins(module); break;
            case 1: AddChain(module); break;
            case 2: AddText(module); break;
            case 3: AddLarge(module); break;
            default: AddIntegers(module); break;
        }
    }

    /// <summary>Two constants of one value and a variable that keeps the first one's address.</summary>
    private static void AddTwins(ModuleText module)
    {
        SplitMix random = module.Random;
        string value = module.Number();
        string first = module.Symbol("twin");
        string second = module.Symbol("twin");
        string kept = module.Symbol("kept");
        module.Define($"{first} = {Linkages.Strong(random)} constant i64 {value}");
        module.Define($"{second} = {Linkages.Strong(random)} constant i64 {value}");
        module.Define($"{kept} = {Linkages.Strong(random)} global ptr {first}");
        string giver = module.Symbol("giver");
        module.DefineWhole($"{Linkages.Any(random)} ptr {giver}()", Giving(first));
        module.Observations.Add((b, _) => b.SamePointer(b.Value($"load ptr, ptr {kept}"), b.Opaque(first)));
        module.Observations.Add((b, _) => b.SamePointer(b.Opaque(first), b.Opaque(second)));
        module.Observations.Add((b, _) => b.SamePointer(first, b.Value($"call ptr {giver}()")));
        module.Observations.Add((b, x) => b.Add(b.Load(b.Value($"call ptr {giver}()")), x));
        module.Observations.Add((b, x) => b.Add(b.Load(second), x));
    }

    private static Body Giving(string symbol)
    {
        Body body = new();
        body.Do($"ret ptr {symbol}");
        return body;
    }

    /// <summary>A constant that holds a constant that holds ... a variable or a function.</summary>
    private static void AddChain(ModuleText module)
    {
        SplitMix random = module.Random;
        string end = module.Symbol("end");
        bool function = random.OneIn(2);
        if (function)
        {
            module.DefineFunction(Linkages.Strong(random), end, b => b.Add("%x", module.Number()));
        }
        else
        {
            module.Define($"{end} = {Linkages.Strong(random)} global i64 {module.Number()}");
        }

        string target = end;
        int depth = random.Between(1, 4);
        for (int i = 0; i < depth; i++)
        {
            string link = module.Symbol("link");
            string linkage = random.Pick(
                "internal", "private", "", "hidden", "linkonce_odr", "weak_odr", "private unnamed_addr", "internal unnamed_addr",
                "internal local_unnamed_addr");
            module.Define($"{link} = {linkage} constant {{ i64, ptr }} {{ i64 {module.Number()}, ptr {target} }}");
            target = link;
        }

        string head = target;
        module.Observations.Add((b, x) =>
        {
            string pointer = head;
            string sum = x;
            for (int i = 0; i < depth; i++)
            {
                sum = b.Mix(sum, b.Load(pointer));
                pointer = b.Value($"load ptr, ptr {b.Value($"getelementptr {{ i64, ptr }}, ptr {pointer}, i64 0, i32 1")}");
            }

            return function ? b.Value($"call i64 {pointer}(i64 {sum})") : b.Mix(sum, b.Load(pointer));
        });
        module.Observations.Add((b, _) =>
        {
            string pointer = b.Opaque(head);
            for (int i = 0; i < depth; i++)
            {
                pointer = b.Value($"load ptr, ptr {b.Value($"getelementptr i8, ptr {pointer}, i64 8")}");
            }

            return b.SamePointer(pointer, end);
        });
    }

    /// <summary>Mergeable text, read by index; its address means nothing. A table points into its middle.</summary>
    private static void AddText(ModuleText module)
    {
        SplitMix random = module.Random;
        string text = module.Symbol("str");
        string word = random.Pick("partition", "linkage\\0A", "comdat\\C3\\A9", "weak_odr.");
        int length = word switch { "partition" => 9, "linkage\\0A" => 8, "comdat\\C3\\A9" => 8, _ => 9 };
        module.Define($"{text} = private unnamed_addr constant [{length + 1} x i8] c\"{word}\\00\"");
        string table = module.Symbol("table");
        int inner = random.Below(length);
        module.Define($"{table} = {Linkages.Any(random)} constant [2 x ptr] [ptr {text}, ptr getelementptr (i8, ptr {text}, i64 {inner})]");
        module.Declare("declare i64 @strlen(ptr)");
        module.Observations.Add((b, x) => b.Add(x, b.Value($"call i64 @strlen(ptr {b.Opaque(text)})")));
        module.Observations.Add((b, x) =>
        {
            string index = b.Value($"urem i64 {x}, {length}");
            return b.Value($"zext i8 {b.Value($"load i8, ptr {b.Value($"getelementptr i8, ptr {text}, i64 {index}")}")} to i64");
        });
        module.Observations.Add(
            (b, x) => b.Add(x, b.Value($"call i64 @strlen(ptr {b.Value($"load ptr, ptr {b.Value($"getelementptr ptr, ptr {table}, i64 1")}")})")));
    }

    /// <summary>Larger than what is shown to other partitions.</summary>
    private static void AddLarge(ModuleText module)
    {
        SplitMix random = module.Random;
        int count = random.Pick(16, 600, 3000);
        string table = module.Symbol("large");
        List<string> elements = [];
        for (int i = 0; i < count; i++)
        {
            elements.Add($"i64 {random.Below(100)}");
        }

        string linkage = random.Pick("internal", "private unnamed_addr", "", "hidden", "linkonce_odr", "internal unnamed_addr");
        module.Define($"{table} = {linkage} constant [{count} x i64] [{string.Join(", ", elements)}], align {random.Pick(8, 16, 64)}");
        module.Observations.Add((b, x) => b.Load(b.Value($"getelementptr i64, ptr {table}, i64 {b.Value($"urem i64 {x}, {count}")}")));
        module.Observations.Add((b, x) => b.Add(x, b.Load(b.Value($"getelementptr i64, ptr {table}, i64 {count - 1}"))));
    }

    /// <summary>Addresses as integers and pointers into the middle of other symbols.</summary>
    private static void AddIntegers(ModuleText module)
    {
        SplitMix random = module.Random;
        string data = module.Symbol("data");
        string holder = module.Symbol("holder");
        module.Define(
            $"{data} = {Linkages.Strong(random)} {random.Pick("global", "constant")} [4 x i64] [i64 1, i64 {module.Number()}, i64 3, i64 {module.Number()}]");
        module.Define(
            $"{holder} = {random.Pick("internal", "private", "", "linkonce_odr", "private unnamed_addr")} {random.Pick("global", "constant")} {{ "
                + $"i64, ptr, i64 }} " +
            $"{{ i64 ptrtoint (ptr {data} to i64), ptr getelementptr ([4 x i64], ptr {data}, i64 0, i64 3), i64 add (i64 ptrtoint (ptr {data} to "
                + $"i64), i64 8) }}");
        module.Observations.Add((b, x) => b.Add(x, b.Load(b.Value($"inttoptr i64 {b.Load(b.Value($"getelementptr i8, ptr {holder}, i64 16"))} to ptr"))));
        module.Observations.Add((b, _) => b.Value($"sub i64 {b.Load(holder)}, {b.Value($"ptrtoint ptr {b.Opaque(data)} to i64")}"));
        module.Observations.Add((b, x) => b.Add(x, b.Load(b.Value($"load ptr, ptr {b.Value($"getelementptr i8, ptr {holder}, i64 8")}"))));
    }
}
