using LtoPar.Driver.Remarks;

namespace LtoPar.Driver.Tests.Remarks;

/// <summary>What LLVM writes of remarks is read as it is meant, and -Rpass selects among it.</summary>
public sealed class RemarkReaderTests
{
    private const string Yaml = """
        --- !Passed
        Pass:            inline
        Name:            Inlined
        DebugLoc:        { File: 'src/a b.c', Line: 12, Column: 7 }
        Function:        main
        Hotness:         300
        Args:
          - String:          ''''
          - Callee:          f
            DebugLoc:        { File: 'src/a b.c', Line: 3, Column: 0 }
          - String:          ''' inlined into '''
          - Caller:          main
          - String:          ''' with cost='
          - Cost:            '-15'
        ...
        --- !AnalysisFPCommute
        Pass:            loop-vectorize
        Name:            CantReorderFPOps
        Function:        "\x01odd"
        Args:
          - String:          "two\nlines"
        ...

        """;

    [Fact]
    public void Members_and_text_are_read() => Assert.Equal(
        [
            new Remark("Passed", "inline", "main", "src/a b.c:12:7", "'f' inlined into 'main' with cost=-15", "300"),
            new Remark("AnalysisFPCommute", "loop-vectorize", "\u0001odd", null, "two\nlines", null),
        ],
        RemarkReader.Read(new StringReader(Yaml)));

    [Fact]
    public void No_remarks_are_read_of_nothing() => Assert.Empty(RemarkReader.Read(new StringReader("")));

    [Theory]
    [InlineData("Passed", "-Rpass=inline")]
    [InlineData("Missed", null)]
    [InlineData("Analysis", "-Rpass-analysis=inline")]
    [InlineData("AnalysisAliasing", "-Rpass-analysis=inline")]
    [InlineData("Failure", null)]
    public void The_option_goes_by_the_kind(string kind, string? option) => Assert.Equal(
        option,
        new RemarkSelection(PassPattern.Parse("in.*e"), PassPattern.Parse("licm"), PassPattern.Parse("."))
            .OptionFor(new Remark(kind, "inline", "f", null, "", null)));

    [Fact]
    public void What_is_recorded_for_several_patterns_has_all_of_them()
    {
        PassPattern both = PassPattern.Parse(new RemarkSelection(PassPattern.Parse("a|b"), null, PassPattern.Parse("c")).Union)!;
        Assert.All(new[] { "a", "b", "c" }, pass => Assert.True(both.Matches(pass)));
        Assert.False(both.Matches("d"));
    }
}
