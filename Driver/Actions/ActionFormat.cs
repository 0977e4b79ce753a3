namespace LtoPar.Driver.Actions;

/// <summary>What runs the actions.</summary>
internal enum ActionFormat
{
    Make,
    Ninja,

    /// <summary>A distributor of LLVM's DTLTO, which compiles and does not combine.</summary>
    Dtlto,
}
