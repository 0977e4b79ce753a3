using LtoPar.Driver.Reports;

namespace LtoPar.Driver.Tests;

/// <summary>The tables of --print-stats.</summary>
public sealed class PlainTableTests
{
    [Fact]
    public void Columns_are_as_wide_as_what_is_in_them_and_numbers_end_below_each_other()
    {
        PlainTable table = new(("slowest", false), ("ms", true), ("largest function", false));
        table.Add("p02", "234.7", "luaV_execute");
        table.Add("p1234567", "9.0", "");
        using StringWriter writer = new();
        table.Write(writer);
        string expected = """
              slowest       ms   largest function
            -------------------------------------
              p02        234.7   luaV_execute
              p1234567     9.0


            """;
        Assert.Equal(expected, writer.ToString());
    }

    /// <summary>Names of C++ are long and full of brackets, and searched for in logs.</summary>
    [Fact]
    public void A_long_name_stays_on_its_line()
    {
        string name = string.Concat(Enumerable.Repeat("_ZN[9]namespace", 40));
        PlainTable table = new(("slowest", false), ("largest function", false));
        table.Add("p00", name);
        using StringWriter writer = new();
        table.Write(writer);
        Assert.Contains($"  p00       {name}\n", writer.ToString(), StringComparison.Ordinal);
    }
}
