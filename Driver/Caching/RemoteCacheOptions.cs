using System.CommandLine;
using System.Globalization;
using LtoPar.Driver.CommandLine;
using LtoPar.Platform;
using LtoPar.RemoteApis.Http;

namespace LtoPar.Driver.Caching;

/// <summary>
/// The options that name a server which machines share objects by. They are called as users of Bazel know them; what a build of many links cannot pass to each
/// link is taken from the environment.
/// </summary>
internal sealed class RemoteCacheOptions
{
    public const string AddressVariable = "LTO_PAR_REMOTE_CACHE";
    public const string HeaderFileVariable = "LTO_PAR_REMOTE_CACHE_HEADER_FILE";
    public const string ReadOnlyVariable = "LTO_PAR_REMOTE_CACHE_READ_ONLY";

    private readonly Option<ServerAddress?> _address = OptionFactory.Scalar<ServerAddress?>(
        "--remote-cache", "URL", $"Take objects from an HTTP server too, and give new ones to it (default: {AddressVariable}, else none)", ServerAddress.Parse);

    private readonly Option<bool> _isReadOnly = OptionFactory.Flag(
        "--remote-cache-read-only", $"Only take objects from it (default: whether {ReadOnlyVariable} is set)");

    private readonly Option<string?> _headers = OptionFactory.Text(
        "--remote-cache-header-file", "FILE", $"Headers for it, one a line, as 'Authorization: Bearer ...' (default: {HeaderFileVariable}, else none)");

    private readonly Option<string?> _certificates = OptionFactory.Text(
        "--remote-cache-ca-file", "FILE", "Certificates to trust it by, in PEM form (default: the system's)");

    private readonly Option<TimeSpan?> _timeout = OptionFactory.Scalar<TimeSpan?>(
        "--remote-timeout", "SECONDS", "The longest wait for an answer of it (default: a hundredth of the run, all in all)", Seconds);

    public IReadOnlyList<Option> All => [_address, _isReadOnly, _headers, _certificates, _timeout];

    /// <returns>Null: no server is named.</returns>
    /// <exception cref="LtoParException">What is named cannot be used.</exception>
    public RemoteCacheSettings? Read(ParseResult result)
    {
        if ((result.GetValue(_address) ?? FromEnvironment()) is not { } address)
        {
            return null;
        }

        return new RemoteCacheSettings(address)
        {
            IsReadOnly = result.GetValue(_isReadOnly) || Variable(ReadOnlyVariable) is not null,
            Headers = (result.GetValue(_headers) ?? Variable(HeaderFileVariable)) is { } headers ? HeaderFile.Read(headers) : [],
            CertificateFile = result.GetValue(_certificates) is { } certificates ? CertificateFile.Check(certificates) : null,
            Wait = result.GetValue(_timeout),
        };
    }

    private static ServerAddress? FromEnvironment()
    {
        try
        {
            return Variable(AddressVariable) is { } text ? ServerAddress.Parse(text) : null;
        }
        catch (FormatException e)
        {
            throw new LtoParException(null, $"{AddressVariable}: {e.Message}", e);
        }
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static TimeSpan? Seconds(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds is > 0 and <= 86400
            ? TimeSpan.FromSeconds(seconds)
            : throw new FormatException($"'{text}' is not a number of seconds, up to a day");
}
