namespace LtoPar.Backend;

public enum RelocationModel
{
    Static,
    Pic,
}
