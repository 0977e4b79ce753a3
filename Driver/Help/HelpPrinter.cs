using System.CommandLine;
using System.CommandLine.Invocation;
using LtoPar.Driver.Terminals;

namespace LtoPar.Driver.Help;

/// <summary>Prints the --help of the command that was named.</summary>
internal sealed class HelpPrinter : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        HelpPage page = ((IHelpTopic)parseResult.CommandResult.Command).Help;
        StandardOutput.Write(parseResult, page.ToString());
        return 0;
    }
}
