using System.Text;

namespace LtoPar.Driver.Reporting.Markup;

/// <summary>A page that is being written.</summary>
internal sealed class Html
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds markup; values in it are escaped (<see cref="EscapingFormat"/>).</summary>
    public Html Add(FormattableString markup)
    {
        _text.Append(markup.ToString(EscapingFormat.Instance));
        return this;
    }

    /// <summary>Adds markup that has no values in it.</summary>
    public Html AddConstant(string markup)
    {
        _text.Append(markup);
        return this;
    }

    public SafeMarkup ToMarkup() => new(_text.ToString());

    public override string ToString() => _text.ToString();
}
