using LtoPar.Platform;
using LtoPar.RemoteApis.Http;

namespace LtoPar.Base.Tests.RemoteApis;

public sealed class HeaderFileTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Headers_are_a_line_each()
    {
        File.WriteAllText(_file, "# for the farm\nAuthorization: Bearer a:b=\n\n  X-Team : lto \r\n");
        Assert.Equal([new("Authorization", "Bearer a:b="), new("X-Team", "lto")], HeaderFile.Read(_file));
    }

    [Theory]
    [InlineData("secret")]
    [InlineData(": secret")]
    [InlineData("Sec ret: secret")]
    [InlineData("Authorization: s\u00e9cret")]
    [InlineData("Content-Type: secret")]
    public void Another_line_is_an_error_that_does_not_show_it(string line)
    {
        File.WriteAllText(_file, $"A: b\n{line}\n");
        LtoParException e = Assert.Throws<LtoParException>(() => HeaderFile.Read(_file));
        Assert.Equal((_file, "line 2 is no header of a request; write 'Name: value', in ASCII"), (e.File, e.Message));
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error()
    {
        LtoParException e = Assert.Throws<LtoParException>(() => HeaderFile.Read(_file + "x"));
        Assert.StartsWith("the headers for the server cannot be read: ", e.Message, StringComparison.Ordinal);
    }
}
