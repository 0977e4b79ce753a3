namespace LtoPar.Backend.Scheduling;

/// <summary>Decides when one more partition may be compiled, where others on the machine have a say in it. It is for one run of an executor.</summary>
public interface IJobSlots
{
    /// <summary>Waits for a slot.</summary>
    /// <returns>False: <see cref="Close"/> has been called.</returns>
    bool Take();

    void Give();

    /// <summary>There are no more jobs: ends all waiting.</summary>
    void Close();
}
