using Xunit.Abstractions;

[assembly: TestCollectionOrderer("LtoPar.EndToEnd.Tests.LongestFirst", "LtoPar.EndToEnd.Tests")]

namespace LtoPar.EndToEnd.Tests;

/// <summary>
/// Starts what takes minutes before what takes seconds, so that nothing long is left for one processor at the end: first classes that share a collection, which
/// run one after the other, then the rooms of tests that compile whole programs.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] s_rooms = ["Programs", "Instrumented", "Traps", "Linking", "Workers", "Plugin"];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(c => c.CollectionDefinition is not null ? 0 : 1).ThenBy(RoomOf).ThenBy(c => c.DisplayName, StringComparer.Ordinal);

    private static int RoomOf(ITestCollection collection)
    {
        int room = Array.FindIndex(s_rooms, r => collection.DisplayName.Contains($".EndToEnd.Tests.{r}.", StringComparison.Ordinal));
        return room < 0 ? s_rooms.Length : room;
    }
}
