namespace LtoPar.RemoteApis.Store;

/// <summary>What came of asking a remote cache for a value. A value that was not found is compiled, whatever the reason.</summary>
public enum LookupOutcome
{
    Hit,

    /// <summary>The server knows nothing of the key.</summary>
    NotThere,

    /// <summary>The server names a blob that it no longer has.</summary>
    BlobGone,

    /// <summary>It would have taken longer to wait than it is worth.</summary>
    NoAnswer,

    /// <summary>The request failed, or what came was not what was asked for.</summary>
    Failed,

    /// <summary>The server had failed before, or not answered too often, or no wait is worth while any more.</summary>
    NotAsked,
}
