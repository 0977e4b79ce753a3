namespace LtoPar.Bench.Edits;

/// <summary>What a programmer does to one function between two builds.</summary>
internal enum EditKind
{
    /// <summary>A number in its body becomes another one.</summary>
    Constant,

    /// <summary>It prints two texts that nothing else has.</summary>
    Text,

    /// <summary>It calls a new static function.</summary>
    Function,

    /// <summary>A static function gets another name, in the whole file.</summary>
    Rename,

    /// <summary>An empty line is put before its first one.</summary>
    Line,

    /// <summary>A structure of its file gets one more member at its end.</summary>
    Field,
}
