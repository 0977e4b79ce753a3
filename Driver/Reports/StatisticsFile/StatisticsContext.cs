using System.Text.Json.Serialization;

namespace LtoPar.Driver.Reports.StatisticsFile;

/// <summary>The serializer's code, made by the compiler: a native image has no reflection to do it at run time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(RunDocument))]
internal sealed partial class StatisticsContext : JsonSerializerContext;
