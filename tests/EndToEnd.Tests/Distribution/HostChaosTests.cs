using LtoPar.EndToEnd.Tests.Caching;

namespace LtoPar.EndToEnd.Tests.Distribution;

/// <summary>
/// Hosts that fail at random in whatever way: the build has the right bytes, or is refused with the name of a host. Which host does what with which partition
/// depends on the round alone.
/// </summary>
public sealed class HostChaosTests : IDisposable
{
    private const int Seconds = 1;

    private readonly CacheWorkshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void No_build_has_a_wrong_object()
    {
        _workshop.Write(
            "target triple = \"x86_64-pc-linux-gnu\"\n" + string.Concat(
                Enumerable.Range(0, 3).Select(i => $"define i32 @f{i}(i32 %x) noinline {{\n  %r = mul i32 %x, {i + 3}\n  ret i32 %r\n}}\n")));
        byte[] expected = _workshop.Compile();
        string other = _workshop.OtherLibrary();
        Directory.CreateDirectory(_workshop.File("queue"));
        string host = _workshop.Script("host", $$"""
            host=$1
            shift
            partition=$(mktemp '{{_workshop.File("queue")}}/XXXXXX')
            cat >"$partition"
            case $(($(echo "$CHAOS_ROUND $host $(cksum <"$partition")" | cksum | cut -d' ' -f1) % 20)) in
                0) echo broken >&2; exit 9 ;;
                1) kill -KILL $$ ;;
                2) head -c 3000 /dev/urandom ;;
                3) "$@" <"$partition" | head -c 500 ;;
                4) "$@" <'{{_workshop.File("other.bc")}}' ;;
                5) exec tail -f /dev/null ;;
                6) ;;
                7) timeout -s KILL 0.03 "$@" <"$partition" ;;
                8) LTO_PAR_LIBLLVM='{{other}}' "$@" <"$partition" ;;
                9) echo noise; "$@" <"$partition" ;;
                10) timeout 0.3 tail -f /dev/null; "$@" <"$partition" ;;
                *) "$@" <"$partition" ;;
            esac
            """);
        File.WriteAllText(_workshop.File("other.ll"), "target triple = \"x86_64-pc-linux-gnu\"\ndefine void @other() {\n  ret void\n}\n");
        Tools.Check(Tools.Llvm("llvm-as"), _workshop.File("other.ll"), "-o", _workshop.File("other.bc"));

        int right = 0, refused = 0;
        int rounds = TestForm.IsFull ? 1000 : 12;
        for (int round = 0; round < rounds; round++)
        {
            File.Delete(_workshop.File("p.o"));
            Finished run = Tools.Run(
                Tools.LtoPar,
                [
                    _workshop.Input, "--partition=max", "--final-link", "-j2", "-o", _workshop.File("p.o"),
                    $"--distributor={Tools.Distributor("command")}", "--distributor-arg=--hosts=red/2,green", $"--distributor-arg=--timeout={Seconds}",
                    .. round % 3 == 0 ? ["--distributor-arg=--local=1"] : Array.Empty<string>(), $"--distributor-arg={host} %h %c",
                ],
                _workshop.File(""), [("LTO_PAR_CACHE_DIR", ""), ("CHAOS_ROUND", $"{round}")]);
            if (run.Status == 0)
            {
                right++;
                Assert.True(expected.AsSpan().SequenceEqual(File.ReadAllBytes(_workshop.File("p.o"))), $"round {round}: another object; {run.Error}");
            }
            else
            {
                refused++;
                Assert.True(run.Status == 1, $"round {round}: status {run.Status}; {run.Error}");
                Assert.Matches("host (red|green)", run.Error);
                Assert.False(File.Exists(_workshop.File("p.o")), $"round {round}: an object in spite of {run.Error}");
            }
        }

        // Faults that never come, or always do, test nothing.
        Assert.True(right > 0 && refused > 0, $"{right} builds were right, and {refused} were refused");
    }
}
