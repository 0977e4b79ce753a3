using System.Globalization;
using LtoPar.Elf;
using LtoPar.Platform;
using LtoPar.Platform.Files;

namespace LtoPar.Driver.Slots;

/// <summary>
/// An object, a program or a shared library with slots, and the changes that are asked for. Nothing is written before all of them are checked.
/// </summary>
internal sealed class SlotFile
{
    private readonly string _path;
    private readonly byte[] _bytes;
    private readonly ElfData _data;
    private readonly IReadOnlyList<SlotRecord> _records;

    private SlotFile(string path, byte[] bytes)
    {
        _path = path;
        _bytes = bytes;
        _data = ElfData.Read(bytes, path);
        _records = SlotRecord.ReadAll(_data, path);
    }

    /// <exception cref="LtoParException">It cannot be read, or has no slots.</exception>
    public static SlotFile Open(string path)
    {
        using MappedFile file = MappedFile.Open(path);
        if (file.Length > int.MaxValue)
        {
            throw new LtoParException(path, "is 2 GiB or more, which patch-slots does not read");
        }

        SlotFile slots = new(path, file.Bytes(0, (int)file.Length).ToArray());
        return slots._records.Count > 0
            ? slots
            : throw new LtoParException(path, "has no slots (no section .lto_par.slots); compile it with lto-par and --slot=GLOB, or mark them in the source");
    }

    /// <summary>Lists the slots, a line each: name, type and value, a tab between.</summary>
    public string List()
    {
        List<string> lines = [];
        foreach (SlotRecord record in _records)
        {
            string value = Symbols(record) is [var symbol] && (long)symbol.Size == record.Size
                ? SlotText.Of(_bytes.AsSpan((int)_data.OffsetOf(symbol), (int)record.Size), record.Layout, _data.IsLittle)
                : "(not in the file)";
            string name = _records.Count(r => r.Name == record.Name) == 1 ? record.Name : record.Symbol;
            lines.Add($"{name}\t{record.Layout.Text}\t{value}\n");
        }

        return string.Concat(lines);
    }

    /// <summary>Changes a value in memory.</summary>
    /// <param name="assignment">NAME=VALUE, or NAME=@FILE for the bytes of a file.</param>
    /// <exception cref="LtoParException">There is no such slot, or the value is not one of its type.</exception>
    public void Assign(string assignment)
    {
        int equals = assignment.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            throw new LtoParException(null, $"patch-slots: '{assignment}' is no NAME=VALUE");
        }

        SlotRecord record = Find(assignment[..equals]);
        ElfSymbol symbol = SymbolOf(record);
        int start = (int)_data.OffsetOf(symbol);
        foreach (SlotPatch patch in Patches(record, assignment[(equals + 1)..]))
        {
            if (_data.IsRelocated(symbol, (ulong)patch.Offset, (ulong)patch.Bytes.Length))
            {
                throw new LtoParException(
                    _path, $"slot '{record.Name}' holds an address there, which the linker or the loader writes; '_' leaves a part as it is");
            }

            patch.Bytes.CopyTo(_bytes, start + patch.Offset);
        }
    }

    /// <summary>Writes the file whole, with the permissions that it had.</summary>
    /// <param name="output">Where to; null: in place of the file.</param>
    public void Write(string? output)
    {
        string target = output ?? File.ResolveLinkTarget(_path, returnFinalTarget: true)?.FullName ?? _path;
        if (target == "-")
        {
            OutputFile.Write(target, _bytes);
            return;
        }

        UnixFileMode mode = File.GetUnixFileMode(_path);
        OutputFile.Replace(target, temporary =>
        {
            File.WriteAllBytes(temporary, _bytes);
            File.SetUnixFileMode(temporary, mode);
        });
    }

    private IReadOnlyList<SlotPatch> Patches(SlotRecord record, string value)
    {
        if (value is ['@', .. var file])
        {
            using MappedFile bytes = MappedFile.Open(file);
            return bytes.Length == record.Size
                ? [new SlotPatch(0, bytes.Bytes(0, (int)bytes.Length).ToArray())]
                : throw new LtoParException(
                    file, string.Create(CultureInfo.InvariantCulture, $"has {bytes.Length} bytes; slot '{record.Name}' has {record.Size}"));
        }

        try
        {
            return SlotValue.Parse(value, record.Layout, _data.IsLittle);
        }
        catch (FormatException e)
        {
            throw new LtoParException(_path, $"slot '{record.Name}' ({record.Layout.Text}): {e.Message}", e);
        }
    }

    /// <summary>The slot of that name: of the symbol, or in the source where that says which.</summary>
    private SlotRecord Find(string name)
    {
        SlotRecord[] found = [.. _records.Where(r => r.Symbol == name)];
        found = found.Length > 0 ? found : [.. _records.Where(r => r.Name == name)];
        return found switch
        {
            [var one] => one,
            [] => throw new LtoParException(_path, $"has no slot '{name}'; 'lto-par patch-slots FILE' lists those it has"),
            _ => throw new LtoParException(_path, $"has {found.Length} slots '{name}'; say which: {string.Join(", ", found.Select(r => r.Symbol))}"),
        };
    }

    private IReadOnlyList<ElfSymbol> Symbols(SlotRecord record) => _data.Find(record.Symbol);

    private ElfSymbol SymbolOf(SlotRecord record)
    {
        if (!_data.HasSymbols)
        {
            throw new LtoParException(_path, "has no symbol table (it is stripped), so nothing says where its slots are; patch it before it is stripped");
        }

        return Symbols(record) switch
        {
            [var one] when (long)one.Size == record.Size => one,
            [var one] => throw new LtoParException(_path, string.Create(
                CultureInfo.InvariantCulture, $"symbol '{one.Name}' has {one.Size} bytes and the slot {record.Size}: it is another variable")),
            [] => throw new LtoParException(
                _path, $"has no symbol '{record.Symbol}' for slot '{record.Name}': the linker removed it since nothing uses it, or the file is stripped"),
            var several => throw new LtoParException(_path, $"has {several.Count} symbols '{record.Symbol}'; which one the slot is cannot be told"),
        };
    }
}
