namespace LtoPar.Fuzz.Features;

/// <summary>Module assembly that defines and names symbols, absolute symbols, and inline assembly that names them in its text or as operands.</summary>
internal sealed class Assembly : IFeature
{
    public void Add(ModuleText module)
    {
        switch (module.Random.Below(6))
        {
            case 0: AddFunctionInAsm(module); break;
            case 1: AddAsmThatCalls(module); break;
            case 2: AddAsmData(module); break;
            case 3: AddAbsolute(module); break;
            case 4: AddInlineText(module); break;
            default: AddInlineOperand(module); break;
        }
    }

    /// <summary>A function in assembly, global, weak or hidden; and a local helper in another block.</summary>
    private static void AddFunctionInAsm(ModuleText module)
    {
        SplitMix random = module.Random;
        string name = module.PlainName("asmfn");
        string helper = module.PlainName("asmhelp");
        module.Asm(".text", $".type {helper},@function", $"{helper}: leaq {random.Between(1, 999)}(%rdi), %rax", "ret", $".size {helper}, .-{helper}");
        module.Asm(
            ".text", random.Pick($".globl {name}", $".weak {name}", $".globl {name}; .hidden {name}"), $".type {name},@function", $"{name}: jmp {helper}",
            $".size {name}, .-{name}");
        module.Declare($"declare i64 @{name}(i64)");
        module.Observations.Add((b, x) => b.Value($"call i64 @{name}(i64 {x})"));
    }

    /// <summary>Assembly that jumps to a function of the module, which only llvm.used keeps, and exports an alias of it.</summary>
    private static void AddAsmThatCalls(ModuleText module)
    {
        SplitMix random = module.Random;
        string target = $"@{module.PlainName("seen")}";
        string linkage = random.Pick("internal", "hidden", "internal");
        module.DefineFunction(linkage, target, b => b.Mix("%x", module.Number()));
        if (random.OneIn(2))
        {
            module.Used(target);
        }
        else
        {
            module.CompilerUsed(target);
        }

        string name = module.PlainName("thunk");
        if (random.OneIn(2))
        {
            module.Asm(".text", $".globl {name}", $".hidden {name}", $".type {name},@function", $"{name}: jmp {target[1..]}");
        }
        else
        {
            module.Asm($".globl {name}", $".hidden {name}", $".set {name}, {target[1..]}");
        }

        module.Declare($"declare hidden i64 @{name}(i64)");
        module.Observations.Add((b, x) => b.Value($"call i64 @{name}(i64 {x})"));
        module.Observations.Add((b, x) => b.Value($"call i64 {target}(i64 {x})"));
    }

    /// <summary>Data in assembly that points at a variable of the module.</summary>
    private static void AddAsmData(ModuleText module)
    {
        SplitMix random = module.Random;
        string variable = $"@{module.PlainName("pointed")}";
        module.Define($"{variable} = {random.Pick("internal", "internal", "hidden")} global i64 {module.Number()}");
        module.Used(variable);
        string data = module.PlainName("asmdata");
        module.Asm(
            ".section .data.rel.asm,\"aw\",@progbits", ".p2align 3", $".globl {data}", $".hidden {data}", $"{data}: .quad {variable[1..]}",
            $".quad {random.Below(1000)}", ".text");
        module.Declare($"@{data} = external hidden global [2 x i64]");
        module.Observations.Add((b, x) => b.Add(x, b.Load(b.Value($"load ptr, ptr @{data}"))));
        module.Observations.Add((b, _) => b.SamePointer(b.Value($"load ptr, ptr @{data}"), b.Opaque(variable)));
        module.Observations.Add((b, x) =>
        {
            b.Store(b.Add(b.Load(variable), x), variable);
            return b.Load(b.Value($"getelementptr i64, ptr @{data}, i64 1"));
        });
    }

    private static void AddAbsolute(ModuleText module)
    {
        int value = module.Random.Below(200);
        string name = module.PlainName("absolute");
        module.Asm($".globl {name}", $".hidden {name}", $".set {name}, {value}");
        module.Declare($"@{name} = external hidden global i8, !absolute_symbol {module.Metadata("!{i64 0, i64 256}")}");
        // Not added: LLVM folds sums into %rip-relative addresses, which an absolute symbol of another object cannot have.
        module.Observations.Add((b, x) => b.Value($"xor i64 {x}, ptrtoint (ptr @{name} to i64)"));
    }

    /// <summary>Inline assembly that spells the name of a local symbol.</summary>
    private static void AddInlineText(ModuleText module)
    {
        SplitMix random = module.Random;
        bool function = random.OneIn(2);
        string target = $"@{module.PlainName("spelled")}";
        if (function)
        {
            module.DefineFunction(random.Pick("internal", "hidden"), target, b => b.Mix("%x", module.Number()));
        }
        else
        {
            module.Define($"{target} = {random.Pick("internal", "internal", "hidden", "")} global i64 {module.Number()}");
        }

        module.Used(target);
        string name = target[1..];
        int users = random.Between(1, 2);
        for (int i = 0; i < users; i++)
        {
            module.Observations.Add((b, x) =>
            {
                string address = b.Value($"call ptr asm \"leaq {name}(%rip), $0\", \"=r\"()");
                return function ? b.Value($"call i64 {address}(i64 {x})") : b.Add(x, b.Load(address));
            });
        }

        module.Observations.Add((b, _) => b.SamePointer(b.Value($"call ptr asm \"leaq {name}(%rip), $0\", \"=r\"()"), b.Opaque(target)));
    }

    /// <summary>Inline assembly that gets a symbol as an immediate operand.</summary>
    private static void AddInlineOperand(ModuleText module)
    {
        SplitMix random = module.Random;
        string target = module.Symbol("operand");
        while (target.Contains('"', StringComparison.Ordinal) || target.Contains('$', StringComparison.Ordinal))
        {
            target = module.Symbol("operand");
        }

        module.Define($"{target} = {random.Pick("internal", "hidden", "private")} {random.Pick("global", "constant")} i64 {module.Number()}");
        module.Observations.Add((b, x) => b.Add(x, b.Value($"call i64 asm \"movq ${{1:c}}(%rip), $0\", \"=r,i\"(ptr {target})")));
        module.Observations.Add((b, x) => b.Add(x, b.Value($"call i64 asm \"movq $1, $0\", \"=r,*m\"(ptr elementtype(i64) {target})")));
    }
}
