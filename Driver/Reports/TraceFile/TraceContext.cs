using System.Text.Json.Serialization;

namespace LtoPar.Driver.Reports.TraceFile;

/// <summary>The serializer's code, made by the compiler: a native image has no reflection to do it at run time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TraceDocument))]
internal sealed partial class TraceContext : JsonSerializerContext;
