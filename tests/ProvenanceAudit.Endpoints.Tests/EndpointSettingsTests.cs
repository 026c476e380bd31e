using System.Net;
using ProvenanceAudit.Net;

namespace ProvenanceAudit.Endpoints.Tests;

public sealed class EndpointSettingsTests
{
    [Theory]
    [InlineData("http://localhost:8080/v1")]
    [InlineData("https://host/openai/v1/")]
    public void Addresses_of_both_schemes_are_usable(string address) =>
        Assert.Empty(new HttpEndpointSettings { Address = address, Model = "m" }.Mistakes());

    [Theory]
    [InlineData("", "must begin with http")]
    [InlineData("host/v1", "must begin with http")]
    [InlineData("ftp://host", "must begin with http")]
    [InlineData("https://me:secret@host/v1", "user name or password")]
    [InlineData("https://host/v1?key=secret", "query")]
    [InlineData("https://host/v1/chat/completions", "before it")]
    [InlineData("https://host/v1/completions/", "before it")]
    public void An_address_that_cannot_be_used_is_told_without_what_may_be_secret(string address, string reason)
    {
        string mistake = Assert.Single(new HttpEndpointSettings { Address = address, Model = "m" }.Mistakes());
        Assert.Contains(reason, mistake, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", mistake, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("secret key")]
    [InlineData("secret\r\nX-Other: 1")]
    [InlineData("schlüssel-secret")]
    public void A_key_that_no_header_can_carry_is_told_without_showing_it(string key)
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() =>
            new HttpModelEndpoint(new HttpEndpointSettings { Address = "http://h", Model = "m" }, key));
        Assert.DoesNotContain("secret", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_listed_at_once()
    {
        var settings = new HttpEndpointSettings { Address = "x", Model = " ", Timeout = TimeSpan.Zero, MaximumAnswerBytes = 0 };
        Assert.Equal(4, settings.Mistakes().Count);
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new HttpModelEndpoint(settings, ""));
        Assert.All(settings.Mistakes().Append("the API key is empty"), m =>
            Assert.Contains(m, refused.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("255.255.255.255")]
    [InlineData("224.0.0.1")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::7f00:1")]
    [InlineData("64:ff9b::127.0.0.1")]
    [InlineData("2002:7f00:1::")]
    public void What_is_not_of_the_public_internet_is_not_connected_to_where_only_that_may_be(string address)
    {
        Assert.False(AddressPolicy.PublicOnly.Allows(IPAddress.Parse(address)));
        Assert.True(AddressPolicy.Any.Allows(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    public void The_public_internet_is(string address) =>
        Assert.True(AddressPolicy.PublicOnly.Allows(IPAddress.Parse(address)));
}
