using LtoPar.Backend;
using LtoPar.Cache.Keys;

namespace LtoPar.Driver.Caching;

/// <summary>
/// The key of a partition's object: the bytes of the partition, and every member of <see cref="CompileOptions"/>, beside what the toolchain is
/// (<see cref="ToolIdentity"/>). A test changes each member in turn and fails where the key does not follow, so that an option cannot be added and be forgotten
/// here: that is how caches came to serve stale objects.
/// </summary>
internal static class CompileKey
{
    /// <summary>The name of the part that the partition's content is.</summary>
    public const string Bitcode = "bitcode";

    /// <summary>Adds the options.</summary>
    /// <param name="options">Settled: a native processor is resolved.</param>
    public static KeyRecord AddTo(KeyRecord record, CompileOptions options) => record
        .Add("stage", options.Stage.ToString())
        .Add("level", options.Level.ToString())
        .Add("codegen-level", options.CodegenLevel?.ToString())
        .Add("cpu", options.Cpu)
        .Add("features", options.Features)
        .Add("relocation-model", options.RelocationModel?.ToString())
        .Add("code-model", options.CodeModel?.ToString())
        .Add("function-sections", options.FunctionSections.ToString())
        .Add("data-sections", options.DataSections.ToString())
        .Add("address-significance", options.AddressSignificance.ToString())
        .Add("verify", options.Verify.ToString())
        .Add("rules", options.Rules.ToString("X"))
        .Add("llvm-arguments", options.LlvmArguments)
        .Add("remarks", options.Remarks?.ToString());

    /// <summary>The record of one partition.</summary>
    /// <param name="common">What all partitions of the run have in common.</param>
    public static KeyRecord Of(KeyRecord common, ReadOnlySpan<byte> bitcode) => common.Copy().Add(Bitcode, bitcode);
}
