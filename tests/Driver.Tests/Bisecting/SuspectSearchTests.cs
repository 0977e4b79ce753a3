using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using LtoPar.Driver.Bisecting;

namespace LtoPar.Driver.Tests.Bisecting;

/// <summary>Every planted set is found, however large it is and wherever its members are, in few tests.</summary>
public sealed class SuspectSearchTests
{
    [Fact]
    public void A_planted_set_is_found() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
#pragma warning disable CA5394 // reproducible on purpose
        Random random = new(seed);
        string[][] partitions =
            [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => Enumerable.Range(0, random.Next(0, 60)).Select(f => $"f{f}").ToArray())];
        Suspect[] all =
        [
            // A partition without functions counts as a whole, and one of several may be wrong in what is not a function.
            .. partitions.SelectMany((names, p) => names.Length == 0 || random.Next(10) == 0
                ? [new Suspect(p, null)]
                : names.Select(name => new Suspect(p, name))),
        ];
        Suspect[] planted = random.GetItems(all, random.Next(1, 4)).Distinct().ToArray();
#pragma warning restore CA5394
        HashSet<string> asked = [];

        bool Fails(Mixture mixture)
        {
            asked.Add(string.Join(';', mixture.Partitions.Select(p => $"{p.Key}: {Names(p.Value)}")));
            // What is wrong as a whole is wrong with all functions switched off.
            return planted.All(s => mixture.Partitions.TryGetValue(s.Partition, out HashSet<string>? on)
                && (s.Function is null || on is null || on.Contains(s.Function)));
        }

        List<int> reached = [];
        IReadOnlyList<Suspect> found = new SuspectSearch(p => partitions[p], Fails, reached.Add).Find([.. Enumerable.Range(0, partitions.Length)]);

        Assert.Equal(Text(planted), Text(found));
        Assert.Equal(planted.Select(s => s.Partition).Distinct().OrderDescending(), reached.Distinct());
        int most = planted.Length * (Bits(partitions.Length) + Bits(partitions.Max(p => p.Length)) + 2);
        Assert.InRange(asked.Count, 0, most);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_of_64_functions_in_each_of_64_partitions_takes_13_tests()
    {
        int tests = 0;
        string[] names = [.. Enumerable.Range(0, 64).Select(f => f.ToString(CultureInfo.InvariantCulture))];
        IReadOnlyList<Suspect> found = new SuspectSearch(
            _ => names,
            mixture =>
            {
                tests++;
                return mixture.Partitions.TryGetValue(41, out HashSet<string>? on) && on?.Contains("17") != false;
            },
            _ => { }).Find([.. Enumerable.Range(0, 64)]);
        Assert.Equal(new Suspect(41, "17"), Assert.Single(found));
        Assert.Equal(13, tests); // six halve the partitions, six the functions, one confirms
    }

    private static string Text(IEnumerable<Suspect> suspects) =>
        string.Join(' ', suspects.OrderBy(s => s.Partition).ThenBy(s => s.Function, StringComparer.Ordinal).Select(s => $"{s.Partition}:{s.Function}"));

    private static string Names(HashSet<string>? functions) => functions is null ? "all" : string.Join(',', functions.Order(StringComparer.Ordinal));

    private static int Bits(int items) => (int)Math.Ceiling(Math.Log2(Math.Max(items, 1)));
}
