using System.Net;
using System.Net.Sockets;

namespace LtoPar.TestSupport.Servers;

/// <summary>Finds a port of this machine that nothing listens on.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
