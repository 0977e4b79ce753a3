using LtoPar.Platform;

namespace LtoPar.Driver.Bisecting;

/// <summary>Makes what the user's test looks at.</summary>
internal interface IProgramMaker
{
    /// <summary>The path of the program, always the same.</summary>
    string Program { get; }

    /// <summary>The path of the partitions' objects as one; null: they are never one.</summary>
    string? Object { get; }

    /// <summary>What decides the program besides the objects.</summary>
    string Subject { get; }

    /// <exception cref="LtoParException">The objects do not link: that is no outcome of a test.</exception>
    void Make(IReadOnlyList<byte[]> objects);

    /// <summary>The same for a shell script, which has a folder $work.</summary>
    /// <param name="objects">Words for the objects' paths.</param>
    /// <returns>The lines that make the program, and words for its path and the object's.</returns>
    (string Making, string Program, string Object) Script(IEnumerable<string> objects);
}
