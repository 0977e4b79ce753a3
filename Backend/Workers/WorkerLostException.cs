namespace LtoPar.Backend.Workers;

/// <summary>A worker process has not answered: LLVM gave up in it, it was killed, or it took too long. Where it was is known if it told its passes.</summary>
internal sealed class WorkerLostException(string reason, string place) : Exception(reason + place)
{
    public string Reason => reason;

    /// <summary>Follows the reason; "" when nobody knows.</summary>
    public string Place => place;
}
