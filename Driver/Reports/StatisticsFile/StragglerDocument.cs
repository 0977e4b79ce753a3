namespace LtoPar.Driver.Reports.StatisticsFile;

/// <summary>The partition that ended last, and its largest function.</summary>
internal sealed record StragglerDocument(string Name, string Function, double FunctionShare, double AloneMs);
