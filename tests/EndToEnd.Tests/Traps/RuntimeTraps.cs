namespace LtoPar.EndToEnd.Tests.Traps;

/// <summary>Exceptions, thread-local storage and calls that are jumps.</summary>
internal static class RuntimeTraps
{
    public static IReadOnlyList<Trap> List { get; } =
    [
        new("personality.ll", new Proof("function-operands", Red.Refused, "'mine")),
        new("exceptions.cpp", new Proof("promote", Red.Refused, "is local and used by partition")) { Output = "102 116 42 4 0\n" },
        new("prefix.ll", new Proof("function-operands", Red.Refused, "'type")),
        new("prefix_difference.ll", new Proof("function-operands", Red.Refused, "type_pointer")),
        new("musttail.ll", new Proof("promote", Red.Refused, "is local and used by partition")),
        new("tls_alias.ll", new Proof("alias-identity", Red.Refused, "isThreadLocal() must be true")),
        new("tls_models.ll", new Proof("alias-identity", Red.Refused, "isThreadLocal() must be true"))
        {
            LibraryFlags = [],
            Natives = ["tls_models_main.c"],
            LinkFlags = ["-ldl", "-pthread"],
            IsOpened = true,
            Output = "46 10406\n",
        },
    ];
}
