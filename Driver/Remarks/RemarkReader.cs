using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LtoPar.Driver.Remarks;

/// <summary>Reads the YAML that LLVM writes of remarks: a document each, whose text is the values of its arguments, one after the other.</summary>
internal static class RemarkReader
{
    private const string Arguments = "Args";
    private const string Location = "DebugLoc";

    /// <returns>The remarks in their order.</returns>
    public static IEnumerable<Remark> Read(TextReader yaml)
    {
        Parser parser = new(yaml);
        parser.Consume<StreamStart>();
        while (parser.TryConsume<DocumentStart>(out _))
        {
            yield return ReadRemark(parser);
            parser.Consume<DocumentEnd>();
        }
    }

    private static Remark ReadRemark(Parser parser)
    {
        Dictionary<string, string> members = new(StringComparer.Ordinal);
        string? place = null;
        string text = "";
        string kind = parser.Consume<MappingStart>().Tag.Value.TrimStart('!');
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            string name = parser.Consume<Scalar>().Value;
            switch (name)
            {
                case Location:
                    place = ReadPlace(parser);
                    break;
                case Arguments:
                    text = ReadText(parser);
                    break;
                default:
                    members[name] = parser.Consume<Scalar>().Value;
                    break;
            }
        }

        return new Remark(
            kind, members.GetValueOrDefault("Pass", ""), members.GetValueOrDefault("Function", ""), place, text, members.GetValueOrDefault("Hotness"));
    }

    private static string ReadPlace(Parser parser)
    {
        Dictionary<string, string> members = new(StringComparer.Ordinal);
        parser.Consume<MappingStart>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            members[parser.Consume<Scalar>().Value] = parser.Consume<Scalar>().Value;
        }

        return $"{members.GetValueOrDefault("File")}:{members.GetValueOrDefault("Line")}:{members.GetValueOrDefault("Column")}";
    }

    /// <summary>Reads the arguments: mappings of a name to a piece of the text, some with the place of what it names.</summary>
    private static string ReadText(Parser parser)
    {
        StringBuilder text = new();
        parser.Consume<SequenceStart>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            parser.Consume<MappingStart>();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                if (parser.Consume<Scalar>().Value == Location)
                {
                    ReadPlace(parser);
                }
                else
                {
                    text.Append(parser.Consume<Scalar>().Value);
                }
            }
        }

        return text.ToString();
    }
}
