using FsCheck;
using FsCheck.Fluent;
using LtoPar.Driver.Bisecting;

namespace LtoPar.Driver.Tests.Bisecting;

/// <summary>Every planted set is found, no matter how many there are and how large they are, in few tests.</summary>
public sealed class MinimalSetsTests
{
    [Fact]
    public void All_planted_sets_are_found() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
#pragma warning disable CA5394 // reproducible on purpose
        Random random = new(seed);
        int[] items = [.. Enumerable.Range(0, random.Next(1, 200))];
        Stack<int> free = new(items.OrderBy(_ => random.Next()));
        List<int[]> planted = [];
        for (int sets = random.Next(1, 4); sets > 0 && free.Count > 0; sets--)
        {
            planted.Add([.. Enumerable.Range(0, Math.Min(random.Next(1, 4), free.Count)).Select(_ => free.Pop()).Order()]);
        }
#pragma warning restore CA5394

        int tests = 0;
        IReadOnlyList<IReadOnlyList<int>> found = new MinimalSets<int>(on =>
        {
            tests++;
            return planted.Exists(set => set.All(on.Contains));
        }).Find(items);

        Assert.Equal(
            planted.Select(set => string.Join(',', set)).Order(StringComparer.Ordinal),
            found.Select(set => string.Join(',', set.Order())).Order(StringComparer.Ordinal));
        int members = planted.Sum(set => set.Length);
        Assert.InRange(tests, 0, (members * ((int)Math.Ceiling(Math.Log2(items.Length)) + 1)) + planted.Count);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_of_64_takes_seven_tests()
    {
        int tests = 0;
        IReadOnlyList<IReadOnlyList<int>> found = new MinimalSets<int>(on =>
        {
            tests++;
            return on.Contains(41);
        }).Find([.. Enumerable.Range(0, 64)]);
        Assert.Equal([41], Assert.Single(found));
        Assert.Equal(8, tests); // six halve, one confirms, one sees that the others are right
    }
}
