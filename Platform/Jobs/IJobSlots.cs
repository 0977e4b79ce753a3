namespace LtoPar.Platform.Jobs;

/// <summary>Decides when one more job may be begun, where others on the machine have a say in it. It is for one run.</summary>
public interface IJobSlots
{
    /// <summary>Waits for a slot.</summary>
    /// <returns>False: <see cref="Close"/> has been called.</returns>
    bool Take();

    void Give();

    /// <summary>There are no more jobs: ends all waiting.</summary>
    void Close();
}
