using LtoPar.Platform;

namespace LtoPar.Distributors.Reapi.Calls;

/// <summary>Where a server is: grpc://HOST:PORT, or grpcs://HOST:PORT behind TLS.</summary>
/// <param name="Name">As the user wrote it.</param>
/// <param name="Root">As HTTP has it.</param>
internal sealed record GrpcAddress(string Name, Uri Root)
{
    private const int TlsPort = 443;

    public bool IsSecure => Root.Scheme == Uri.UriSchemeHttps;

    /// <exception cref="LtoParException">It is something else.</exception>
    public static GrpcAddress Parse(string text)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "grpc" or "grpcs" && address.Host.Length > 0
            && (address.Port > 0 || address.Scheme == "grpcs") && address is { AbsolutePath: "/" or "", UserInfo: "", Query: "", Fragment: "" })
        {
            bool isSecure = address.Scheme == "grpcs";
            string scheme = isSecure ? Uri.UriSchemeHttps : Uri.UriSchemeHttp;
            return new GrpcAddress(text.TrimEnd('/'), new UriBuilder(scheme, address.Host, address.Port > 0 ? address.Port : TlsPort).Uri);
        }

        throw new LtoParException(
            null, "--server needs an address of the form grpc://HOST:PORT or grpcs://HOST; names and keys go to --header-file, an instance to --instance");
    }
}
