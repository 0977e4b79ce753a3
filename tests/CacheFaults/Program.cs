using LtoPar.TestSupport.Servers;

// A cache over HTTP for scripts/bench.sh --remote: it prints its address, each line that it reads names the fault that it has from then on, and after the
// last one it ends.
using CacheServer server = new();
Console.WriteLine(server.Url);
while (Console.ReadLine() is { } line)
{
    server.Fault = Enum.Parse<CacheFault>(line);
    Console.WriteLine(server.Fault);
}
