using LtoPar.RemoteApis.Http;

namespace LtoPar.Base.Tests.RemoteApis;

public sealed class ServerAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8081", "http://127.0.0.1:8081")]
    [InlineData("https://cache.example/lto/", "https://cache.example/lto")]
    [InlineData("http://me:secret@cache.example:90/a", "http://cache.example:90/a")]
    public void An_address_is_shown_without_its_user(string text, string shown) => Assert.Equal(shown, ServerAddress.Parse(text).ToString());

    [Fact]
    public void A_user_is_an_authorization()
    {
        Assert.Equal("Basic bWU6c2VjIHJldA==", ServerAddress.Parse("http://me:sec%20ret@cache.example").Authorization);
        Assert.Null(ServerAddress.Parse("http://cache.example").Authorization);
    }

    [Theory]
    [InlineData("cache.example:80")]
    [InlineData("grpc://secret@cache.example")]
    [InlineData("/secret")]
    [InlineData("http://")]
    [InlineData("http://cache.example/?secret")]
    [InlineData("http://cache.example/#secret")]
    public void Something_else_is_refused_and_not_repeated(string text) =>
        Assert.DoesNotContain("secret", Assert.Throws<FormatException>(() => ServerAddress.Parse(text)).Message, StringComparison.Ordinal);
}
