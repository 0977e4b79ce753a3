namespace LtoPar.LinkJobs;

/// <summary>What the linker makes; in a job file the names in lower case.</summary>
public enum LinkOutputKind
{
    /// <summary>An executable at a fixed address.</summary>
    Exec,

    /// <summary>An executable that is loaded anywhere.</summary>
    Pie,

    /// <summary>A shared library.</summary>
    Shared,

    /// <summary>An object for another link (ld -r).</summary>
    Relocatable,
}
