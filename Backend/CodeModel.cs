namespace LtoPar.Backend;

public enum CodeModel
{
    Tiny,
    Small,
    Kernel,
    Medium,
    Large,
}
