namespace LtoPar.ReapiServer;

/// <summary>What a server does wrong.</summary>
public enum ReapiFault
{
    None,

    /// <summary>It has a cache, and executes nothing.</summary>
    CacheOnly,

    /// <summary>It wants other digests.</summary>
    OtherDigests,

    /// <summary>It knows nobody.</summary>
    Unauthenticated,

    /// <summary>It does not answer what it can do.</summary>
    StallCapabilities,

    /// <summary>It does not answer whether it has a result.</summary>
    StallFind,

    /// <summary>It has a result, and its blob is gone.</summary>
    HitWithoutBlob,

    /// <summary>It has a result without the object.</summary>
    HitWithoutObject,

    /// <summary>It has a result, of another action.</summary>
    HitOfAnother,

    /// <summary>It does not answer which blobs it lacks.</summary>
    StallMissing,

    /// <summary>It lacks no blob, as it says, and has none.</summary>
    ClaimsAll,

    /// <summary>It does not answer to blobs.</summary>
    StallUpdate,

    /// <summary>It takes no blob.</summary>
    Full,

    /// <summary>It forgets what it takes.</summary>
    Forgets,

    /// <summary>It has no worker.</summary>
    Unavailable,

    /// <summary>It refuses to execute.</summary>
    Internal,

    /// <summary>It never tells of an execution.</summary>
    StallExecute,

    /// <summary>It tells of an execution, again and again, and it is never done.</summary>
    Endless,

    /// <summary>The stream is lost, and the execution is not.</summary>
    LostStream,

    /// <summary>The stream is lost, and the execution with it.</summary>
    LostExecution,

    /// <summary>The stream ends before the execution does.</summary>
    EndedStream,

    /// <summary>The execution ends with something that is no result.</summary>
    NoResult,

    /// <summary>The command ends with status 0, and has written nothing.</summary>
    NoObject,

    /// <summary>The command is killed.</summary>
    Killed,

    /// <summary>The command takes longer than it may.</summary>
    TimedOut,

    /// <summary>The object is empty.</summary>
    Empty,

    /// <summary>The object is a text.</summary>
    Text,

    /// <summary>The object is cut short.</summary>
    Truncated,

    /// <summary>The object is another job's.</summary>
    Another,

    /// <summary>The blob that comes is not what its digest says.</summary>
    WrongBytes,

    /// <summary>The blob within the result is not what its digest says.</summary>
    WrongInline,

    /// <summary>The result names its blob by something else.</summary>
    WrongDigest,

    /// <summary>The object's blob cannot be read.</summary>
    LostBlob,

    /// <summary>The object's blob never comes.</summary>
    StallRead,

    /// <summary>The connection is lost while the object's blob is read.</summary>
    LostRead,
}
