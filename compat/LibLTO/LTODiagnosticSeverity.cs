namespace LtoPar.LibLTO;

/// <summary>lto_codegen_diagnostic_severity_t.</summary>
public enum LTODiagnosticSeverity
{
    LTO_DS_ERROR = 0,
    LTO_DS_WARNING = 1,
    LTO_DS_NOTE = 2,
    LTO_DS_REMARK = 3,
}
