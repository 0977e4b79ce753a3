using System.Text;

namespace LtoPar.RemoteApis.Http;

/// <summary>Where a server is. A user and a password in the address are sent as Basic authorization, and never shown.</summary>
public sealed record ServerAddress
{
    private ServerAddress(Uri root, string? authorization)
    {
        Root = root;
        Authorization = authorization;
    }

    /// <summary>Ends with a slash, and has no user.</summary>
    internal Uri Root { get; }

    /// <summary>The value of the header; null: nobody is named.</summary>
    internal string? Authorization { get; }

    /// <exception cref="FormatException">It is something else. The message does not repeat it.</exception>
    public static ServerAddress Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https") || address.Host.Length == 0)
        {
            throw new FormatException("needs an address of the form http://HOST:PORT/PATH or https://HOST/PATH");
        }

        if (address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            throw new FormatException("the address may have no '?' and no '#'");
        }

        UriBuilder root = new(address) { UserName = "", Password = "", Path = address.AbsolutePath.TrimEnd('/') + '/' };
        string? authorization = address.UserInfo.Length == 0
            ? null
            : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo)));
        return new ServerAddress(root.Uri, authorization);
    }

    public override string ToString() => Root.AbsoluteUri.TrimEnd('/');
}
