namespace LtoPar.Driver.Execution;

/// <summary>Where partitions are compiled.</summary>
internal enum ExecutorKind
{
    Thread,
    Process,
}
