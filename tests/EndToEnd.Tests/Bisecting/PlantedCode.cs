namespace LtoPar.EndToEnd.Tests.Bisecting;

/// <summary>
/// Code for the start of a function that is right as it stands, where nothing is optimised, and wrong where a pass makes use of what the program promises and
/// does not keep. {bad} is the function's early end, {rest} the branch to what the function does.
/// </summary>
internal static class PlantedCode
{
    /// <summary>The symbols that the code uses.</summary>
    public const string Symbols = """
        @planted.most = internal global i32 2147483647
        @planted.flag = internal global i32 0
        define internal i32 @planted.count() noinline {
          %before = load volatile i32, ptr @planted.flag
          %after = add i32 %before, 1
          store volatile i32 %after, ptr @planted.flag
          ret i32 %after
        }
        !99999 = !{i32 0, i32 10}

        """;

    /// <summary>Signed overflow, which LLVM takes to be impossible.</summary>
    public const string Overflow = Compared + """
          br i1 %planted.c, label %planted.bad, label %planted.rest
        planted.bad:
          {bad}
        planted.rest:
          {rest}

        """;

    /// <summary>The same, but its only effect is that <see cref="SecondOfTwo"/> is wrong.</summary>
    public const string FirstOfTwo = Compared + """
          br i1 %planted.c, label %planted.bad, label %planted.rest
        planted.bad:
          store volatile i32 1, ptr @planted.flag
          br label %planted.rest
        planted.rest:
          {rest}

        """;

    public const string SecondOfTwo = Compared + """
          %planted.d = load volatile i32, ptr @planted.flag
          %planted.e = icmp ne i32 %planted.d, 0
          %planted.f = and i1 %planted.c, %planted.e
          br i1 %planted.f, label %planted.bad, label %planted.rest
        planted.bad:
          {bad}
        planted.rest:
          {rest}

        """;

    /// <summary>A value that is not in the range that it is said to be in.</summary>
    public const string Range = """
        planted.entry:
          %planted.a = load volatile i32, ptr @planted.most, !range !99999
          %planted.c = icmp ult i32 %planted.a, 10
          br i1 %planted.c, label %planted.bad, label %planted.rest
        planted.bad:
          {bad}
        planted.rest:
          {rest}

        """;

    /// <summary>Two calls of a function that does more than it says: a pass takes them for one.</summary>
    public const string Pure = """
        planted.entry:
          %planted.a = call i32 @planted.count() nounwind willreturn memory(none)
          %planted.b = call i32 @planted.count() nounwind willreturn memory(none)
          %planted.c = icmp eq i32 %planted.a, %planted.b
          br i1 %planted.c, label %planted.bad, label %planted.rest
        planted.bad:
          {bad}
        planted.rest:
          {rest}

        """;

    private const string Compared = """
        planted.entry:
          %planted.a = load volatile i32, ptr @planted.most
          %planted.b = add nsw i32 %planted.a, 1
          %planted.c = icmp sgt i32 %planted.b, %planted.a

        """;
}
