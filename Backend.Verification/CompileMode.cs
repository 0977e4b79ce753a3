namespace LtoPar.Backend.Verification;

/// <summary>A way to compile the same partitions; no mode may change a byte.</summary>
public enum CompileMode
{
    /// <summary>Partitions are compiled as in a run of lto-par: several at a time, the largest first.</summary>
    Threads,

    /// <summary>One after the other.</summary>
    Serial,

    /// <summary>Several at a time, in an order drawn from a seed.</summary>
    Shuffled,

    /// <summary>Carved to files first, each then compiled from its file alone, as the commands of -### do it.</summary>
    Files,
}
