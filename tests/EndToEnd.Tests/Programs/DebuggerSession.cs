namespace LtoPar.EndToEnd.Tests.Programs;

/// <summary>What gdb is asked of a real program.</summary>
/// <param name="Types">Structures whose members and sizes are printed.</param>
/// <param name="Commands">A run of the program, with looks at variables.</param>
/// <param name="Source">A file that has to be in the answers.</param>
/// <param name="Functions">The program has more functions that have lines.</param>
internal sealed record DebuggerSession(IReadOnlyList<string> Types, IReadOnlyList<string> Commands, string Source, int Functions)
{
    /// <summary>
    /// All of the program is one unit. Of a function that others of its program have inlined, gdb counts the places otherwise where these are in other units.
    /// </summary>
    private bool IsOneUnit { get; init; }

    private static readonly DebuggerSession s_lua = new(
        ["lua_State", "global_State", "CallInfo", "Table", "Proto", "LexState", "FuncState", "Zio", "luaL_Buffer", "lua_Debug"],
        [
            "break luaV_execute",
            "break luaH_resize",
            "run -e 'local t = {} for i = 1, 9 do t[i] = i * 2 end print(#t)'",
            "bt",
            "print L->nCcalls",
            "ptype L",
            "continue",
            "bt",
            "print L->status",
            "print L->l_G->gcstate",
            "finish",
        ],
        "lapi.c", 400);

    private static readonly DebuggerSession s_sqlite = new(
        ["sqlite3", "Parse", "Vdbe", "sqlite3_value", "Btree", "BtShared", "Pager", "Fts5Config", "WhereInfo", "ShellState", "sqlite3_vfs"],
        [
            "break sqlite3VdbeExec",
            "break sqlite3BtreeOpen",
            "run :memory: 'create table t(a); insert into t values(1); select * from t;'",
            "bt",
            "print db->nDb",
            "ptype db",
            "continue",
            "bt",
            "print p->nMem",
            "print p->aOp[0].opcode",
            "print p->db->aDb[0].zDbSName",
            "finish",
        ],
        "sqlite3.c", 2000)
    {
        IsOneUnit = true,
    };

    public static DebuggerSession Of(string program) => program == "lua" ? s_lua : s_sqlite;

    /// <param name="functions">Some functions, whose types and places are asked for too.</param>
    public IEnumerable<string> Script(IEnumerable<string> functions) =>
    [
        "set pagination off", "set confirm off", "set debuginfod enabled off",
        .. functions.SelectMany(f => IsOneUnit ? new[] { $"ptype {f}", $"break {f}" } : [$"ptype {f}"]),
        .. Types.SelectMany(t => new[] { $"ptype struct {t}", $"print sizeof(struct {t})" }),
        "delete",
        .. Commands,
    ];
}
