namespace LtoPar.Driver.Compilation;

/// <summary>A stage on the way to objects whose result can be kept in files, in the order in which a run comes to them.</summary>
internal enum TempStage
{
    /// <summary>The merged module, before any pass.</summary>
    Merged,

    /// <summary>The module after inter-procedural optimisation.</summary>
    Ipo,

    /// <summary>The graph that is cut.</summary>
    Graph,

    /// <summary>The cut, and what it does to symbols.</summary>
    Plan,

    /// <summary>The partitions, before any pass of their own.</summary>
    Carved,

    /// <summary>The partitions before code generation.</summary>
    Opt,

    /// <summary>The partitions' objects.</summary>
    Obj,
}
