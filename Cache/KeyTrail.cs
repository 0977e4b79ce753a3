using LtoPar.Cache.Keys;

namespace LtoPar.Cache;

/// <summary>What the key of one thing was made of the last two times that it was another one.</summary>
/// <param name="Changed">When the key became what it is.</param>
/// <param name="Now">The parts, in their order.</param>
/// <param name="Before">Empty: it is the first.</param>
public sealed record KeyTrail(DateTime Changed, IReadOnlyList<KeyPart> Now, IReadOnlyList<KeyPart> Before)
{
    /// <summary>The names of the parts that are not as they were before, in order.</summary>
    public IReadOnlyList<string> Differences => Between(Before, Now);

    /// <summary>Names the parts in which two keys differ, in order; none where there was no key before.</summary>
    public static IReadOnlyList<string> Between(IReadOnlyList<KeyPart> before, IReadOnlyList<KeyPart> now) =>
        before.Count == 0 ? [] : [.. now.Except(before).Concat(before.Except(now)).Select(p => p.Name).Distinct()];
}
