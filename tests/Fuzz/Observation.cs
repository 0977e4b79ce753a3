namespace LtoPar.Fuzz;

/// <summary>
/// Emits code into any function that exercises something a feature defined; takes an i64 operand and returns one. Whatever it does must be the
/// same in every partitioning: no absolute addresses, nothing that depends on unnamed_addr constants being merged or not.
/// </summary>
internal delegate string Observation(Body body, string argument);
