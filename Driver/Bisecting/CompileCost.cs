using LtoPar.Backend.Partitions;

namespace LtoPar.Driver.Bisecting;

/// <summary>What a search has compiled, and what that is in builds of the whole program. Objects from the cache cost nothing.</summary>
internal sealed class CompileCost
{
    private TimeSpan _build;
    private TimeSpan _other;
    private int _buildPartitions;
    private int _otherPartitions;
    private bool _isWholeBuild = true;

    /// <summary>Adds a partition as a build compiles it.</summary>
    public void AddBuilt(PartitionResult result)
    {
        if (result.IsFromCache)
        {
            _isWholeBuild = false;
            return;
        }

        _buildPartitions++;
        _build += result.Timing.Cpu.Total;
    }

    public void AddOther(PartitionResult result)
    {
        if (!result.IsFromCache)
        {
            AddOther(result.Timing.Cpu.Total);
        }
    }

    public void AddOther(TimeSpan time)
    {
        _otherPartitions++;
        _other += time;
    }

    public override string ToString()
    {
        int partitions = _buildPartitions + _otherPartitions;
        TimeSpan time = _build + _other;
        string builds = _isWholeBuild && _build > TimeSpan.Zero ? FormattableString.Invariant($", {time / _build:0.0} builds") : "";
        string what = partitions == 1 ? "1 partition" : FormattableString.Invariant($"{partitions} partitions");
        return FormattableString.Invariant($"{what} compiled, in {time.TotalSeconds:0.0} s of processor time{builds}");
    }
}
