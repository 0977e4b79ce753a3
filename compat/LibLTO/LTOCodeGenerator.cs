namespace LtoPar.LibLTO;

/// <summary>lto_code_gen_t points to one.</summary>
public partial struct LTOCodeGenerator
{
}
