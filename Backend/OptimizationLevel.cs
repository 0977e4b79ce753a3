namespace LtoPar.Backend;

public enum OptimizationLevel
{
    O0,
    O1,
    O2,
    O3,
    Os,
    Oz,
}
