using System.CommandLine;
using LtoPar.Driver.CommandLine;
using LtoPar.Driver.Help;
using LtoPar.Driver.Slots;
using LtoPar.Driver.Terminals;
using LtoPar.Platform;

namespace LtoPar.Driver.Commands;

/// <summary>"lto-par patch-slots FILE NAME=VALUE..." changes values of slots in place; without values it lists the slots.</summary>
internal sealed class PatchSlotsCommand : Command, IHelpTopic
{
    private readonly Argument<string[]> _words = new("FILE") { Description = "The file, and what to change", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _output = OptionFactory.Text("--output", "FILE", "Write there and leave the input as it is; - is standard output", "-o");

    public PatchSlotsCommand()
        : base("patch-slots", "Change values of slots in an object or a program, or list them")
    {
        Arguments.Add(_words);
        Group.AddTo(this);
        SetAction(Run);
    }

    public HelpPage Help => new(
        """
        Changes the values of slots in an object, a program or a shared library, in place and without a compiler.

        Usage:
          lto-par patch-slots FILE                  list the slots: name, type and value
          lto-par patch-slots FILE NAME=VALUE...    change them

        NAME is the variable's in the source, or its symbol's where there are several. VALUE is an integer (-5, 0x1f), a number
        (2.5e-3, inf, nan), a string ("text", or text alone for a char array), {A,B,C} with a value for each element or member,
        _ for a part that stays as it is, or @FILE for the bytes of a file. What does not fit the type is an error, and then
        nothing is written. docs/slots.md says how variables become slots.

        Examples:
          lto-par patch-slots synth freq=432.5 'taps={0.25,0.5,0.25}'
          lto-par patch-slots out.o 'name="lead"' -o other.o
        """,
        [Group]);

    private HelpGroup Group => new("Output", [_output, ColorOption.Option]);

    private int Run(ParseResult result)
    {
        string[] words = result.GetValue(_words) ?? [];
        if (words.Length == 0)
        {
            throw new LtoParException(null, "patch-slots: say FILE, or FILE NAME=VALUE...");
        }

        SlotFile file = SlotFile.Open(words[0]);
        if (words.Length == 1 && result.GetValue(_output) is null)
        {
            StandardOutput.Write(result, file.List());
            return 0;
        }

        foreach (string assignment in words[1..])
        {
            file.Assign(assignment);
        }

        file.Write(result.GetValue(_output));
        return 0;
    }
}
