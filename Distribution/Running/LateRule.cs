namespace LtoPar.Distribution.Running;

/// <summary>
/// Says when a job has taken so long that it is worth running elsewhere as well: twice what its bitcode lets one expect by the pace of the jobs that are done.
/// A host that is overloaded, or gone without a word, then costs the run little; a partition that is slow on every host is not run everywhere.
/// </summary>
/// <param name="patience">No job is late before; a try has costs of its own.</param>
internal sealed class LateRule(TimeSpan patience)
{
    private const double Factor = 2;

    private readonly List<double> _paces = [];

    /// <param name="size">The job's bitcode in bytes.</param>
    public void Learn(long size, TimeSpan took)
    {
        double pace = took.TotalSeconds / Math.Max(size, 1);
        int place = _paces.BinarySearch(pace);
        _paces.Insert(place < 0 ? ~place : place, pace);
    }

    /// <summary>How long a job of a size may take; null: nothing is known yet.</summary>
    public TimeSpan? Of(long size)
    {
        if (_paces.Count == 0)
        {
            return null;
        }

        TimeSpan expected = TimeSpan.FromSeconds(Factor * _paces[_paces.Count / 2] * Math.Max(size, 1));
        return expected > patience ? expected : patience;
    }
}
