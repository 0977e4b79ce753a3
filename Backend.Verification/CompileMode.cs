namespace LtoPar.Backend.Verification;

/// <summary>A way to compile the same partitions; none may change a byte.</summary>
public enum CompileMode
{
    /// <summary>As a run of lto-par does it: several at a time, the largest first.</summary>
    Threads,

    /// <summary>One after the other.</summary>
    Serial,

    /// <summary>Several at a time, in an order drawn from a seed.</summary>
    Shuffled,

    /// <summary>Carved to files first, each then compiled from its file alone, as the commands of -### do it.</summary>
    Files,
}
