using System.Text.Json.Serialization;

namespace LtoPar.Driver.Reports.LogFile;

/// <summary>
/// The serializer's code, made by the compiler: a native image has no reflection to do it at run time. What is null where the types have no null is an error
/// when it is read.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(LogDocument))]
[JsonSerializable(typeof(LogHeader))]
internal sealed partial class LogContext : JsonSerializerContext;
