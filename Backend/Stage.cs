namespace LtoPar.Backend;

/// <summary>What remains to be done to the input.</summary>
public enum Stage
{
    /// <summary>The input has been merged and nothing more: run IPO on it as a whole, then go on as for <see cref="PostIpo"/>.</summary>
    Ipo,

    /// <summary>The input has been through IPO: run the rest of the LTO pipeline on each partition, then generate code.</summary>
    PostIpo,

    /// <summary>The input is fully optimised: generate code only.</summary>
    Codegen,
}
