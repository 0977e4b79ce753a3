using System.Globalization;
using System.Numerics;
using System.Text;
using LtoPar.Platform;

namespace LtoPar.LinkJobs;

/// <summary>Reads what <see cref="LinkJobWriter"/> writes. Whatever is not exactly that is an error that names the line.</summary>
public static class LinkJobReader
{
    /// <summary>Whether the bytes begin as a job file of any version does.</summary>
    public static bool IsJob(ReadOnlySpan<byte> start) => start.StartsWith("lto-par-job "u8);

    /// <param name="bytes">The whole file.</param>
    /// <param name="file">The name that errors give it.</param>
    /// <exception cref="LtoParException">The file is not a job, or a line of it is malformed.</exception>
    public static LinkJob Read(ReadOnlySpan<byte> bytes, string file)
    {
        State state = new(file);
        int number = 0;
        while (!bytes.IsEmpty)
        {
            int end = bytes.IndexOf((byte)'\n');
            if (end < 0)
            {
                throw new LtoParException(file, "is cut short: its last line has no end; let the linker plugin write it again");
            }

            number++;
            try
            {
                state.Take(number, bytes[..end]);
            }
            catch (FormatException e)
            {
                throw new LtoParException(file, string.Create(CultureInfo.InvariantCulture, $"line {number}: {e.Message}"), e);
            }

            bytes = bytes[(end + 1)..];
        }

        return state.Finish();
    }

    /// <summary>The state after the lines so far.</summary>
    private sealed class State(string file)
    {
        private readonly List<LinkModule> _modules = [];
        private readonly List<string> _wrapped = [];
        private readonly List<NativeCommon> _commons = [];
        private readonly List<string> _natives = [];
        private List<LinkSymbol>? _symbols;
        private LinkOutputKind? _kind;
        private string _output = "";
        private bool _isJob;

        public void Take(int number, ReadOnlySpan<byte> line)
        {
            if (number == 1)
            {
                _isJob = line.SequenceEqual(Encoding.ASCII.GetBytes(LinkJobWriter.FirstLine))
                    ? true
                    : throw new FormatException($"expected '{LinkJobWriter.FirstLine}'; the job was written for another version of lto-par, or is none");
                return;
            }

            ReadOnlySpan<byte> word = NextField(ref line);
            if (word.SequenceEqual("symbol"u8))
            {
                TakeSymbol(line);
            }
            else if (word.SequenceEqual("module"u8))
            {
                TakeModule(line);
            }
            else if (word.SequenceEqual("output"u8))
            {
                TakeOutput(line);
            }
            else if (word.SequenceEqual("wrap"u8))
            {
                _wrapped.Add(LinkJobFields.DecodeText(LastField(line)));
            }
            else if (word.SequenceEqual("common"u8))
            {
                TakeCommon(line);
            }
            else if (word.SequenceEqual("native"u8))
            {
                _natives.Add(LinkJobFields.DecodeText(LastField(line)));
            }
            else
            {
                throw new FormatException($"expected output, wrap, common, native, module or symbol, not '{Encoding.Latin1.GetString(word)}'");
            }
        }

        public LinkJob Finish() => !_isJob
            ? throw new LtoParException(file, $"is no job: expected '{LinkJobWriter.FirstLine}' in its first line")
            : new LinkJob(_kind ?? throw new LtoParException(file, "has no line 'output KIND NAME'"), _output, _modules)
            {
                Wrapped = _wrapped,
                NativeCommons = _commons,
                NativeFiles = _natives,
            };

        private void TakeOutput(ReadOnlySpan<byte> line)
        {
            if (_kind is not null)
            {
                throw new FormatException("a second 'output'");
            }

            ReadOnlySpan<byte> name = NextField(ref line);
            foreach (LinkOutputKind kind in Enum.GetValues<LinkOutputKind>())
            {
                if (name.SequenceEqual(Encoding.ASCII.GetBytes(LinkJobWriter.NameOf(kind))))
                {
                    _kind = kind;
                }
            }

            if (_kind is null)
            {
                throw new FormatException($"expected exec, pie, shared or relocatable, not '{Encoding.Latin1.GetString(name)}'");
            }

            _output = LinkJobFields.DecodeText(LastField(line));
        }

        private void TakeCommon(ReadOnlySpan<byte> line)
        {
            uint size = SmallNumber(NextField(ref line));
            uint alignment = SmallNumber(NextField(ref line));
            _commons.Add(BitOperations.IsPow2(alignment)
                ? new NativeCommon(LinkJobFields.DecodeText(LastField(line)), size, alignment)
                : throw new FormatException($"'{alignment}' is no alignment: it is not a power of two"));
        }

        private void TakeModule(ReadOnlySpan<byte> line)
        {
            if (_kind is null)
            {
                throw new FormatException("a module before 'output KIND NAME'");
            }

            string path = LinkJobFields.DecodeText(NextField(ref line));
            long offset = Number(NextField(ref line));
            long size = Number(NextField(ref line));
            _symbols = [];
            _modules.Add(new LinkModule(path, offset, size, LinkJobFields.DecodeText(LastField(line)), _symbols));
        }

        private void TakeSymbol(ReadOnlySpan<byte> line)
        {
            if (_symbols is null)
            {
                throw new FormatException("a symbol before the first module");
            }

            ReadOnlySpan<byte> flags = NextField(ref line);
            if (!SymbolResolutionText.TryParse(flags.SequenceEqual("-"u8) ? default : flags, out SymbolResolution resolution) || flags.IsEmpty)
            {
                throw new FormatException($"expected '-' or letters of plxren, not '{Encoding.Latin1.GetString(flags)}'");
            }

            _symbols.Add(new LinkSymbol(LinkJobFields.Decode(LastField(line)), resolution));
        }

        private static ReadOnlySpan<byte> NextField(ref ReadOnlySpan<byte> line)
        {
            int space = line.IndexOf((byte)' ');
            if (space < 0)
            {
                throw new FormatException("a field is missing");
            }

            ReadOnlySpan<byte> field = line[..space];
            line = line[(space + 1)..];
            return field;
        }

        private static ReadOnlySpan<byte> LastField(ReadOnlySpan<byte> line) =>
            line.Contains((byte)' ') ? throw new FormatException("a field too many") : line;

        private static uint SmallNumber(ReadOnlySpan<byte> field) =>
            Number(field) is <= uint.MaxValue and var number
                ? (uint)number
                : throw new FormatException($"'{Encoding.Latin1.GetString(field)}' is too many bytes");

        private static long Number(ReadOnlySpan<byte> field) =>
            long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                ? number
                : throw new FormatException($"'{Encoding.Latin1.GetString(field)}' is no number of bytes");
    }
}
