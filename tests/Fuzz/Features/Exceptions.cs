namespace LtoPar.Fuzz.Features;

/// <summary>C++ exceptions thrown in one function and caught in others, by a type whose typeinfo is compared by address.</summary>
internal sealed class Exceptions : IFeature
{
    public void Add(ModuleText module)
    {
        SplitMix random = module.Random;
        string name = module.Symbol("tname");
        string info = module.Symbol("tinfo");
        string otherInfo = module.Symbol("tinfo");

        // A name that starts with '*' makes the runtime compare names by address.
        module.Define($"{name} = {random.Pick("internal", "linkonce_odr hidden", "")} constant [3 x i8] c\"*T\\00\"");
        module.Declare("@_ZTVN10__cxxabiv117__class_type_infoE = external global ptr");
        foreach (string type in new[] { info, otherInfo })
        {
            string text = type == info ? name : module.Symbol("tname");
            if (type == otherInfo)
            {
                module.Define($"{text} = internal constant [3 x i8] c\"*T\\00\"");
            }

            module.Define(
                $"{type} = {random.Pick("internal", "linkonce_odr", "", "hidden")} constant {{ ptr, ptr }} " +
                $"{{ ptr getelementptr inbounds (ptr, ptr @_ZTVN10__cxxabiv117__class_type_infoE, i64 2), ptr {text} }}");
        }

        module.Declare("declare ptr @__cxa_allocate_exception(i64)");
        module.Declare("declare void @__cxa_throw(ptr, ptr, ptr)");
        module.Declare("declare ptr @__cxa_begin_catch(ptr)");
        module.Declare("declare void @__cxa_end_catch()");
        module.Declare("declare i32 @llvm.eh.typeid.for.p0(ptr)");
        string thrower = module.Symbol("thrower");
        Body body = new();
        string exception = body.Value("call ptr @__cxa_allocate_exception(i64 8)");
        body.Store(body.Mix("%x", module.Number()), exception);
        string which = body.Value($"select i1 {body.Value("trunc i64 %x to i1")}, ptr {info}, ptr {otherInfo}");
        body.Do($"call void @__cxa_throw(ptr {exception}, ptr {which}, ptr null)");
        body.Do("unreachable");
        module.DefineWhole($"{Linkages.Any(random)} i64 {thrower}(i64 %x)", body);
        string between = module.Symbol("between");
        module.DefineFunction(Linkages.Any(random), between, b => b.Add(b.Value($"call i64 {thrower}(i64 %x)"), "1"));
        bool typed = random.OneIn(2);
        module.Observations.Add((b, x) => Catch(b, random.Pick(thrower, between), x, typed, info));
        module.Observations.Add((b, x) => Catch(b, between, x, !typed, info));
    }

    private static string Catch(Body b, string callee, string x, bool typed, string info)
    {
        b.WithPersonality();
        string normal = b.Label();
        string pad = b.Label();
        string done = b.Label();
        string returned = b.Value($"invoke i64 {callee}(i64 {x}) to label %{normal} unwind label %{pad}");
        b.Start(normal);
        b.Do($"br label %{done}");
        b.Start(pad);
        string landed = b.Value(typed ? $"landingpad {{ ptr, i32 }} catch ptr {info} catch ptr null" : "landingpad { ptr, i32 } catch ptr null");
        string selector = b.Value($"extractvalue {{ ptr, i32 }} {landed}, 1");
        string matches = b.Value($"icmp eq i32 {selector}, {b.Value($"call i32 @llvm.eh.typeid.for.p0(ptr {info})")}");
        string caught = b.Value($"call ptr @__cxa_begin_catch(ptr {b.Value($"extractvalue {{ ptr, i32 }} {landed}, 0")})");
        string value = b.Load(caught);
        b.Do("call void @__cxa_end_catch()");
        string result = typed ? b.Mix(value, b.Value($"zext i1 {matches} to i64")) : value;
        b.Do($"br label %{done}");
        b.Start(done);
        return b.Value($"phi i64 [ {returned}, %{normal} ], [ {result}, %{pad} ]");
    }
}
