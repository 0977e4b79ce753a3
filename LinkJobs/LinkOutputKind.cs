namespace LtoPar.LinkJobs;

/// <summary>The kind of output; a job file has the names in lower case.</summary>
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
