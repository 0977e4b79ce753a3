namespace LtoPar.TestSupport.Servers;

/// <summary>What a <see cref="CacheServer"/> does wrong.</summary>
public enum CacheFault
{
    None,

    /// <summary>Connections are accepted, and nothing is ever answered.</summary>
    Stall,

    /// <summary>The answer's head comes, and half of its body.</summary>
    StallInBody,

    /// <summary>Each answer takes a while.</summary>
    Slow,

    /// <summary>Nothing more is answered after a few requests.</summary>
    StallLater,

    /// <summary>Connections are closed when a request has come.</summary>
    Close,

    /// <summary>Connections are reset in the middle of bodies.</summary>
    Reset,

    /// <summary>Bodies end in their middle, and connections with them.</summary>
    Truncate,

    /// <summary>The same, and the length in the head is that of what is sent.</summary>
    Shorten,

    /// <summary>One bit of each blob is another.</summary>
    WrongBytes,

    /// <summary>One bit of each ActionResult is another.</summary>
    WrongResult,

    /// <summary>ActionResults are those of other keys.</summary>
    OtherResult,

    /// <summary>Blobs are those of other digests.</summary>
    OtherBlob,

    /// <summary>There are no blobs.</summary>
    NoBlob,

    /// <summary>500 to everything.</summary>
    Error,

    /// <summary>401 to everything.</summary>
    Unauthorized,

    /// <summary>507 to each PUT.</summary>
    Full,

    /// <summary>405 to each PUT.</summary>
    ReadOnly,

    /// <summary>A page of HTML to everything, as of a portal that one has to log in to.</summary>
    Portal,

    /// <summary>Bodies do not end.</summary>
    Endless,

    /// <summary>Heads of answers do not end.</summary>
    EndlessHead,

    /// <summary>Lengths are such as no memory has.</summary>
    HugeLength,

    /// <summary>A megabyte of zeros in a kilobyte, in place of each body.</summary>
    Bomb,

    /// <summary>Another place of the same server is named, which has everything.</summary>
    Redirect,

    /// <summary>What is answered is not HTTP.</summary>
    Garbage,
}
