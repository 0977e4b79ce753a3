namespace LtoPar.TestSupport;

/// <summary>Tests have a short form, which CI runs, and with LTO_PAR_TEST_FULL=1 a full one that has every case.</summary>
public static class TestForm
{
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("LTO_PAR_TEST_FULL") == "1";
}
