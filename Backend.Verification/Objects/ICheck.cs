namespace LtoPar.Backend.Verification.Objects;

/// <summary>One property that the partitions must share with the one-partition object. Pure: it sees parsed objects and says what differs.</summary>
internal interface ICheck
{
    /// <summary>The name under which the difference is reported.</summary>
    string Name { get; }

    /// <summary>The differences in words, in an order that depends on the objects alone.</summary>
    IEnumerable<string> Run(Comparison comparison);
}
