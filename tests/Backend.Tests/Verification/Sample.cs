using LtoPar.Backend.Carving;
using LtoPar.Backend.Execution;
using LtoPar.Backend.Partitions;
using LtoPar.Backend.Verification;
using LtoPar.Backend.Verification.Objects;
using LtoPar.CallGraph;
using LtoPar.CallGraph.Reader;
using LtoPar.Elf;
using LtoPar.Linkage;
using LtoPar.Llvm;
using LtoPar.Partitioner;
using LtoPar.TestSupport;

namespace LtoPar.Backend.Tests.Verification;

/// <summary>
/// A program with one of everything that partitioning can break, cut as finely as it goes; its partitions as text, to be damaged; and what the
/// checks say of the objects.
/// </summary>
internal sealed class Sample
{
    public const string Ir = """
        target triple = "x86_64-pc-linux-gnu"
        target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
        $inline = comdat any
        @str = private unnamed_addr constant [3 x i8] c"ab\00"
        @state = internal global i32 3
        @local = internal thread_local global i32 5
        @table = internal constant [2 x ptr] [ptr @left, ptr @right]
        @kept = internal global i32 7, section ".kept"
        @pair = global [2 x i32] [i32 1, i32 2]
        @inline_state = linkonce_odr global i32 9, comdat($inline)
        @maybe = extern_weak global i32
        @second = alias i32, getelementptr (i8, ptr @pair, i64 4)
        @llvm.used = appending global [1 x ptr] [ptr @kept], section "llvm.metadata"
        @llvm.global_ctors = appending global [3 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 65535, ptr @first, ptr null }, { i32, ptr, ptr } { i32 65535, ptr @then, ptr null }, { i32, ptr, ptr } { i32 100, ptr @early, ptr null }]
        declare i32 @outside(i32)
        define internal void @first() { store i32 1, ptr @state
          ret void }
        define internal void @then() { store i32 2, ptr @state
          ret void }
        define internal void @early() { store i32 3, ptr @state
          ret void }
        define internal i32 @helper(i32 %x) noinline { %v = load i32, ptr @state
          %l = load i32, ptr @local
          %s = add i32 %v, %l
          %r = add i32 %s, %x
          ret i32 %r }
        define linkonce_odr i32 @inline(i32 %x) noinline comdat { %v = load i32, ptr @inline_state
          %r = add i32 %v, %x
          ret i32 %r }
        define i32 @left(i32 %x) noinline uwtable { %a = call i32 @helper(i32 %x)
          %b = call i32 @inline(i32 %a)
          %c = call i32 @outside(i32 %b)
          %m = load i32, ptr @maybe
          %d = add i32 %c, %m
          ret i32 %d }
        define i32 @right(i32 %x) noinline uwtable { %a = call i32 @helper(i32 %x)
          %l = load i32, ptr @local
          %b = add i32 %a, %l
          %c = call i32 @inline(i32 %b)
          ret i32 %c }
        define i8 @text(i32 %i) noinline { %p = getelementptr i8, ptr @str, i32 %i
          %q = load i8, ptr %p
          ret i8 %q }
        define i32 @main(i32 %n) { %p = call i8 @text(i32 %n)
          %q = load i8, ptr @str
          %i = and i32 %n, 1
          %e = getelementptr [2 x ptr], ptr @table, i32 0, i32 %i
          %f = load ptr, ptr %e
          %a = call i32 %f(i32 %n)
          %b = call i32 @left(i32 %a)
          %s = load i32, ptr @second
          %t = load i32, ptr @pair
          %c = add i32 %b, %s
          %d = add i32 %c, %t
          ret i32 %d }
        """;

    private static readonly Lock s_lock = new();
    private static readonly Dictionary<Stage, Sample> s_samples = [];

    private readonly CompileOptions _options;
    private readonly SourceNames _names;
    private readonly ElfObject _one;
    private readonly string[] _texts;
    private readonly byte[][] _objects;

    private Sample(Stage stage)
    {
        LlvmSession.Start(null);
        _options = new CompileOptions { Stage = stage };
        using InputModule input = InputModule.FromBytes(LlvmTools.Assemble(Ir), "sample.bc");
        ProgramGraph graph = GraphReader.Read(input, 1);
        LinkageOptions linkage = new() { UniqueId = "id" };
        SymbolPlan whole = SymbolPlanner.Plan(graph, PartitionPlanner.Plan(graph, new PartitionOptions { Strategy = PartitionStrategy.One }), linkage);
        SymbolPlan plan = SymbolPlanner.Plan(graph, PartitionPlanner.Plan(graph, new PartitionOptions { Strategy = PartitionStrategy.Max }), linkage);
        _names = SourceNames.Of(plan);
        _one = ElfObject.Read(ParallelBackend.Run(input, whole, _options, new ThreadExecutor(1), null)[0].Object, "one");
        _texts = [.. plan.Partitions.Partitions.Select(p => LlvmTools.Disassemble(Carver.Carve(input, plan, p.Id)))];
        _objects = [.. _texts.Select((text, p) => Compile(text, p))];
    }

    /// <summary>Each made once: the text of the partitions and their objects are the same every time.</summary>
    public static Sample Of(Stage stage)
    {
        lock (s_lock)
        {
            return s_samples.TryGetValue(stage, out Sample? sample) ? sample : s_samples[stage] = new Sample(stage);
        }
    }

    /// <summary>The differences that the checks find when the text of every partition has been through <paramref name="damage"/>.</summary>
    public IReadOnlyList<Difference> Compare(Func<string, string> damage)
    {
        byte[][] objects = [.. _texts.Select((text, p) => damage(text) is var damaged && damaged == text ? _objects[p] : Compile(damaged, p))];
        return ObjectComparer.Compare(Comparison.Of(_one, [.. objects.Select((o, p) => ElfObject.Read(o, $"p{p}"))], _names, _options.Stage));
    }

    public IReadOnlyList<PartitionResult> Objects =>
        [.. _objects.Select((o, p) => new PartitionResult(p, o, [], new PartitionTiming(default, default, default, 0)))];

    private byte[] Compile(string text, int partition) => PartitionCompiler.Compile(LlvmTools.Assemble(text), "damaged", partition, _options).Object;
}
