namespace LtoPar.Driver.Tests;

/// <summary>Runs the command in this process, as its Main does.</summary>
internal static class Command
{
    public static CommandResult Run(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int status = Program.Run(arguments, output, error);
        return new CommandResult(status, output.ToString(), error.ToString());
    }

    /// <summary>Runs and requires success and silence on stderr.</summary>
    public static string Check(params string[] arguments)
    {
        CommandResult outcome = Run(arguments);
        Assert.Equal((0, ""), (outcome.Status, outcome.Error));
        return outcome.Output;
    }
}
