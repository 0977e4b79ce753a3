namespace LtoPar.Driver.Help;

/// <summary>A command that has a help page of its own.</summary>
internal interface IHelpTopic
{
    HelpPage Help { get; }
}
