namespace LtoPar.LibLTO;

/// <summary>lto_module_t points to one.</summary>
public partial struct LTOModule
{
}
