using LtoPar.Plugin.Resolving;

namespace LtoPar.Plugin.Tests.Resolving;

public sealed class InputOrderTests
{
    [Fact]
    public void Files_stand_as_on_the_command_line_and_members_as_in_their_archive()
    {
        (string, long)[] claimed =
        [
            ("/lib/libz.a", 500), ("b.o", 0), ("/lib/libz.a", 68), ("c.o", 0), ("unknown.o", 0), ("x.a", 9), ("./a.o", 0), ("another.o", 0),
        ];
        Assert.Equal(
            [("b.o", 0), ("/lib/libz.a", 68), ("/lib/libz.a", 500), ("./a.o", 0), ("x.a", 9), ("c.o", 0), ("another.o", 0), ("unknown.o", 0)],
            Sort(["b.o", "-lz", "a.o", "x.a", "c.o", "-lz"], claimed));
    }

    [Fact]
    public void Every_order_of_claims_gives_the_same()
    {
        string[] inputs = [.. Enumerable.Range(0, 20).Select(i => $"f{i * 7 % 20}.o")];
        (string, long)[] claimed = [.. inputs.Select(i => (i, 0L))];
#pragma warning disable CA5394 // the same every time
        Random random = new(3);
        for (int i = 0; i < 50; i++)
        {
            random.Shuffle(claimed);
            Assert.Equal(inputs, Sort(inputs, claimed).Select(c => c.Item1));
        }
#pragma warning restore CA5394
    }

    private static List<(string, long)> Sort(string[] inputs, (string, long)[] claimed) => new InputOrder(inputs).Sort(claimed, c => c.Item1, c => c.Item2);
}
