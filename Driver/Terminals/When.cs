namespace LtoPar.Driver.Terminals;

/// <summary>The values auto|always|never, as for colour and progress in other tools.</summary>
internal enum When
{
    Auto,
    Always,
    Never,
}
