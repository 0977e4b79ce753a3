namespace LtoPar.Driver.Remarks;

/// <summary>One optimisation remark.</summary>
/// <param name="Kind">LLVM's tag: Passed, Missed, Analysis, AnalysisFPCommute, AnalysisAliasing, Failure.</param>
/// <param name="Place">The source as "a.c:12:3"; null without debug information.</param>
/// <param name="Hotness">The number of times that the code runs; null: there is no profile, or it was not asked for.</param>
internal sealed record Remark(string Kind, string Pass, string Function, string? Place, string Text, string? Hotness);
