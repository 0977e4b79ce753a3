namespace LtoPar.Fuzz.Features;

/// <summary>Calls whose two ends must agree, though they are compiled apart: conventions, attributes, variable arguments, musttail, prefix data.</summary>
internal sealed class Calls : IFeature
{
    public void Add(ModuleText module)
    {
        switch (module.Random.Below(8))
        {
            case 0: AddConvention(module); break;
            case 1: AddMustTail(module); break;
            case 2: AddVarArgs(module); break;
            case 3: AddByVal(module); break;
            case 4: AddSmallIntegers(module); break;
            case 5: AddPrefix(module); break;
            case 6: AddRecursion(module); break;
            default: AddVector(module); break;
        }
    }

    private static void AddConvention(ModuleText module)
    {
        SplitMix random = module.Random;
        string function = module.Symbol("conv");
        string convention = random.Pick("fastcc", "fastcc", "coldcc", "tailcc", "preserve_mostcc", "preserve_allcc", "win64cc", "x86_regcallcc");
        Body body = new();
        string sum = body.Mix("%a", body.Mix("%b", body.Mix("%c", body.Mix("%d", body.Mix("%e", body.Mix("%f", body.Mix("%g", "%h")))))));
        body.Do($"ret i64 {sum}");
        module.DefineWhole(
            $"{Linkages.Any(random)} {convention} i64 {function}(i64 %a, i64 inreg %b, i64 %c, i64 %d, i64 %e, i64 %f, i64 %g, i64 %h)", body,
            random.Pick("noinline", "noinline memory(none) nounwind willreturn", "noinline cold"));
        module.Observations.Add((b, x) => b.Value($"call {convention} i64 {function}(i64 {x}, i64 inreg 2, i64 {x}, i64 4, i64 5, i64 6, i64 {x}, i64 8)"));
    }

    private static void AddMustTail(ModuleText module)
    {
        SplitMix random = module.Random;
        string convention = random.Pick("", "tailcc", "fastcc");
        string last = module.Symbol("tailend");
        module.DefineFunction(Linkages.Any(random), last, b => b.Mix("%x", module.Number()), convention);
        int depth = random.Between(1, 3);
        for (int i = 0; i < depth; i++)
        {
            string function = module.Symbol("tail");
            string target = last;
            Body body = new();
            string value = body.Value($"musttail call {convention} i64 {target}(i64 {body.Add("%x", module.Number())})");
            body.Do($"ret i64 {value}");
            module.DefineWhole($"{Linkages.Any(random)} {convention} i64 {function}(i64 %x)", body);
            last = function;
        }

        string end = last;
        module.Observations.Add((b, x) => b.Value($"call {convention} i64 {end}(i64 {x})"));
    }

    private static void AddVarArgs(ModuleText module)
    {
        SplitMix random = module.Random;
        string function = module.Symbol("vararg");
        module.Declare("declare void @llvm.va_start.p0(ptr)");
        module.Declare("declare void @llvm.va_end.p0(ptr)");
        module.Declare("declare i64 @native_sum(i64, ptr)");
        Body body = new();
        string list = body.Value("alloca [3 x i64], align 16");
        body.Do($"call void @llvm.va_start.p0(ptr {list})");
        string sum = body.Value($"call i64 @native_sum(i64 %n, ptr {list})");
        body.Do($"call void @llvm.va_end.p0(ptr {list})");
        body.Do($"ret i64 {sum}");
        module.DefineWhole($"{Linkages.Any(random)} i64 {function}(i64 %n, ...)", body);
        module.Observations.Add((b, x) => b.Value($"call i64 (i64, ...) {function}(i64 7, i64 {x}, i64 2, i64 3, i64 {x}, i64 5, i64 6, i64 {x})"));
        string thunk = module.Symbol("vthunk");
        Body forward = new();
        forward.Do($"ret i64 {forward.Value($"musttail call i64 (i64, ...) {function}(i64 %n, ...)")}");
        module.DefineWhole($"{Linkages.Any(random)} i64 {thunk}(i64 %n, ...)", forward, "noinline \"thunk\"");
        module.Observations.Add((b, x) => b.Value($"call i64 (i64, ...) {thunk}(i64 2, i64 {x}, i64 9)"));
    }

    private static void AddByVal(ModuleText module)
    {
        SplitMix random = module.Random;
        string type = "{ i64, i64, i64 }";
        string function = module.Symbol("byval");
        Body body = new();
        string field = body.Value($"getelementptr {type}, ptr %p, i64 0, i32 2");
        string value = body.Load(field);
        body.Store("0", field);
        body.Store(body.Mix(value, "%x"), "%out");
        body.Do("ret void");
        module.DefineWhole(
            $"{Linkages.Any(random)} void {function}(ptr sret(i64) align 8 %out, ptr byval({type}) align 8 %p, i64 %x)", body);
        module.Observations.Add((b, x) =>
        {
            string record = b.Value($"alloca {type}, align 8");
            string result = b.Value("alloca i64, align 8");
            string third = b.Value($"getelementptr {type}, ptr {record}, i64 0, i32 2");
            b.Do($"store {type} zeroinitializer, ptr {record}");
            b.Store(b.Add(x, "1"), third);
            b.Do($"call void {function}(ptr sret(i64) align 8 {result}, ptr byval({type}) align 8 {record}, i64 {x})");
            return b.Add(b.Load(result), b.Load(third));
        });
    }

    /// <summary>Sign and zero extension are the caller's duty by attribute.</summary>
    private static void AddSmallIntegers(ModuleText module)
    {
        SplitMix random = module.Random;
        string function = module.Symbol("small");
        string convention = random.Pick("", "fastcc");
        Body body = new();
        string sum = body.Value($"add i16 %b, {body.Value("sext i8 %a to i16")}");
        body.Do($"ret i16 {body.Value($"select i1 %c, i16 {sum}, i16 {random.Between(1, 3000)}")}");
        module.DefineWhole($"{Linkages.Any(random)} {convention} signext i16 {function}(i8 signext %a, i16 zeroext %b, i1 zeroext %c)", body);
        module.Observations.Add((b, x) =>
        {
            string call = b.Value(
                $"call {convention} signext i16 {function}(i8 signext {b.Value($"trunc i64 {x} to i8")}, i16 zeroext {b.Value($"trunc i64 {x} to i16")}, " +
                $"i1 zeroext {b.Value($"trunc i64 {x} to i1")})");
            return b.Value($"sext i16 {call} to i64");
        });
    }

    private static void AddPrefix(ModuleText module)
    {
        SplitMix random = module.Random;
        string function = module.Symbol("prefixed");
        string number = module.Number();
        string pointed = module.Symbol("prefdata");
        bool points = random.OneIn(2);
        if (points)
        {
            module.Define($"{pointed} = {random.Pick("internal", "hidden", "private")} {random.Pick("global", "constant")} i64 {number}");
        }

        string prefix = points ? $" prefix i64 sub (i64 ptrtoint (ptr {pointed} to i64), i64 ptrtoint (ptr {function} to i64))" : $" prefix i64 {number}";
        string prologue = random.OneIn(3) ? " prologue i8 -112" : "";
        module.DefineFunction(Linkages.Strong(random), function, b => b.Mix("%x", module.Number()), after: prefix + prologue);
        module.Observations.Add((b, x) =>
        {
            string address = b.Opaque(function);
            string at = b.Value($"load i64, ptr {b.Value($"getelementptr i64, ptr {address}, i64 -1")}, align 1");
            return b.Add(x, points ? b.Load(b.Value($"getelementptr i8, ptr {address}, i64 {at}")) : at);
        });
        module.Observations.Add((b, x) => b.Value($"call i64 {function}(i64 {x})"));
    }

    /// <summary>Two functions that call each other down to zero.</summary>
    private static void AddRecursion(ModuleText module)
    {
        SplitMix random = module.Random;
        string[] names = [module.Symbol("even"), module.Symbol("odd")];
        for (int i = 0; i < 2; i++)
        {
            Body body = new();
            string other = names[1 - i];
            body.Do($"br i1 {body.Value("icmp eq i64 %n, 0")}, label %stop, label %more");
            body.Start("stop");
            body.Do($"ret i64 {module.Number()}");
            body.Start("more");
            body.Do($"ret i64 {body.Mix(body.Value($"call i64 {other}(i64 {body.Add("%n", "-1")})"), "%n")}");
            module.DefineWhole($"{Linkages.Any(random)} i64 {names[i]}(i64 %n)", body);
        }

        module.Observations.Add((b, x) => b.Value($"call i64 {names[0]}(i64 {b.Value($"and i64 {x}, 15")})"));
        module.Observations.Add((b, x) => b.Value($"call i64 {names[1]}(i64 {b.Value($"and i64 {x}, 7")})"));
    }

    /// <summary>Vector arguments, with a constant pool on both sides.</summary>
    private static void AddVector(ModuleText module)
    {
        SplitMix random = module.Random;
        string function = module.Symbol("vector");
        Body body = new();
        string sum = body.Value($"add <4 x i32> %v, <i32 {random.Below(99)}, i32 {random.Below(99)}, i32 7, i32 {random.Below(99)}>");
        body.Do($"ret <4 x i32> {body.Value($"mul <4 x i32> {sum}, <i32 3, i32 5, i32 7, i32 {random.Below(99)}>")}");
        string features = random.Pick("", " \"target-features\"=\"+sse4.2,+ssse3\"", " \"target-cpu\"=\"x86-64-v2\"");
        module.DefineWhole($"{Linkages.Any(random)} <4 x i32> {function}(<4 x i32> %v)", body, $"noinline{features}");
        module.Observations.Add((b, x) =>
        {
            string vector = b.Value($"insertelement <4 x i32> <i32 1, i32 2, i32 3, i32 4>, i32 {b.Value($"trunc i64 {x} to i32")}, i32 1");
            string cast = b.Value($"bitcast <4 x i32> {b.Value($"call <4 x i32> {function}(<4 x i32> {vector})")} to <2 x i64>");
            return b.Mix(b.Value($"extractelement <2 x i64> {cast}, i32 0"), b.Value($"extractelement <2 x i64> {cast}, i32 1"));
        });
    }
}
