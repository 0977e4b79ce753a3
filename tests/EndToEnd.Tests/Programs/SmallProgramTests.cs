namespace LtoPar.EndToEnd.Tests.Programs;

/// <summary>Programs that compile in a second are compiled at the remaining cuts as well.</summary>
public abstract class SmallProgramTests(string program) : CorpusProgramTests(program)
{
    [Theory]
    [InlineData("one", "post-ipo")]
    [InlineData("one", "codegen")]
    [InlineData("max", "codegen")]
    public void Does_the_same_work_however_it_is_cut(string partition, string stage) => CompareWork(partition, stage);
}
