using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using MetaService.Server.Tests.Protos;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MetaService.Server.Tests.GrpcContracts;

public class CredentialsTests
{
    private static readonly CallCredentials Token = CallCredentials.FromInterceptor((_, metadata) =>
    {
        metadata.Add("Authorization", "Bearer abc");
        return Task.CompletedTask;
    });

    [Fact]
    public async Task Channel_credentials_add_the_token_over_tls()
    {
        using var certificate = CreateCertificate();
        await using var server = await StartAsync(certificate);
        var client = new Calls.CallsClient(ConnectOverTls(server, certificate, ChannelCredentials.Create(new SslCredentials(), Token)));
        Assert.Equal("Bearer abc", await SeenAuthorization(client.EchoAsync(new EchoRequest())));
    }

    [Fact]
    public async Task Call_credentials_are_added_to_one_call_and_know_what_is_called()
    {
        using var certificate = CreateCertificate();
        await using var server = await StartAsync(certificate);
        var client = new Calls.CallsClient(ConnectOverTls(server, certificate, ChannelCredentials.SecureSsl));
        AuthInterceptorContext? seen = null;
        var credentials = CallCredentials.FromInterceptor(async (context, metadata) =>
        {
            seen = context;
            await Task.Yield();
            metadata.Add("x-user", "ann");
        });

        using var call = client.EchoAsync(new EchoRequest(), default(CallOptions).WithCredentials(CallCredentials.Compose(credentials, Token)));
        var headers = await call.ResponseHeadersAsync;
        Assert.Equal("ann", headers.GetValue("x-user"));
        Assert.Equal("Bearer abc", headers.GetValue("x-authorization"));
        Assert.EndsWith("/metaservice.tests.v1.Calls", seen?.ServiceUrl, StringComparison.Ordinal);
        Assert.Equal("Echo", seen?.MethodName);
        Assert.Null(await SeenAuthorization(client.EchoAsync(new EchoRequest())));
    }

    [Fact]
    public async Task Plain_text_channel_refuses_channel_credentials_with_a_token()
    {
        await using var server = await StartAsync(null);
        Assert.ThrowsAny<Exception>(() => server.Connect(options => options.Credentials = ChannelCredentials.Create(new SslCredentials(), Token)));
    }

    [Fact]
    public async Task Plain_text_channel_leaves_call_credentials_out_unless_told_otherwise()
    {
        await using var server = await StartAsync(null);
        var options = default(CallOptions).WithCredentials(Token);
        Assert.Null(await SeenAuthorization(new Calls.CallsClient(server.Connect()).EchoAsync(new EchoRequest(), options)));

        var unsafeChannel = server.Connect(channel => channel.UnsafeUseInsecureChannelCallCredentials = true);
        Assert.Equal("Bearer abc", await SeenAuthorization(new Calls.CallsClient(unsafeChannel).EchoAsync(new EchoRequest(), options)));
    }

    [Fact]
    public async Task Insecure_channel_credentials_can_be_combined_with_a_token_for_a_channel_that_allows_it()
    {
        await using var server = await StartAsync(null);
        var channel = server.Connect(options =>
        {
            options.Credentials = ChannelCredentials.Create(ChannelCredentials.Insecure, Token);
            options.UnsafeUseInsecureChannelCallCredentials = true;
        });
        Assert.Equal("Bearer abc", await SeenAuthorization(new Calls.CallsClient(channel).EchoAsync(new EchoRequest())));
    }

    [Fact]
    public async Task Exception_of_a_credentials_function_fails_the_call()
    {
        await using var server = await StartAsync(null);
        var client = new Calls.CallsClient(server.Connect(options => options.UnsafeUseInsecureChannelCallCredentials = true));
        var credentials = CallCredentials.FromInterceptor((_, _) => throw new InvalidOperationException("no token"));
        await Assert.ThrowsAsync<RpcException>(async () => await client.EchoAsync(new EchoRequest(), default(CallOptions).WithCredentials(credentials)));
    }

    [Fact]
    public void Composition_is_checked()
    {
        Assert.Throws<ArgumentException>(() => CallCredentials.Compose(Token));
        Assert.Throws<ArgumentException>(() => CallCredentials.Compose(Token, null!));
        Assert.Throws<ArgumentNullException>(() => CallCredentials.FromInterceptor(null!));
        Assert.Throws<ArgumentNullException>(() => ChannelCredentials.Create(null!, Token));
        Assert.Throws<ArgumentNullException>(() => ChannelCredentials.Create(new SslCredentials(), null!));
        var composite = ChannelCredentials.Create(new SslCredentials(), Token);
        Assert.Throws<ArgumentException>(() => ChannelCredentials.Create(composite, Token));
    }

    [Fact]
    public void Tls_credentials_keep_what_they_are_given()
    {
        var pair = new KeyCertificatePair("chain", "key");
        VerifyPeerCallback verify = _ => true;
        var credentials = new SslCredentials("roots", pair, verify);
        Assert.Equal("roots", credentials.RootCertificates);
        Assert.Same(pair, credentials.KeyCertificatePair);
        Assert.Same(verify, credentials.VerifyPeerCallback);
        Assert.Null(new SslCredentials().RootCertificates);
        Assert.Equal("chain", pair.CertificateChain);
        Assert.Equal("key", pair.PrivateKey);
    }

    [Fact]
    public void Auth_context_finds_the_identity()
    {
        var name = AuthProperty.Create("name", "ann"u8.ToArray());
        var context = new AuthContext("name", new() { ["name"] = [name], ["other"] = [AuthProperty.Create("other", [1])] });
        Assert.True(context.IsPeerAuthenticated);
        Assert.Equal("ann", Assert.Single(context.PeerIdentity).Value);
        Assert.Equal(2, context.Properties.Count());
        Assert.Equal([1], context.FindPropertiesByName("other").Single().ValueBytes);
        Assert.Empty(context.FindPropertiesByName("none"));
        var nobody = new AuthContext(null, []);
        Assert.False(nobody.IsPeerAuthenticated);
        Assert.Empty(nobody.PeerIdentity);
    }

    private static async Task<string?> SeenAuthorization(AsyncUnaryCall<EchoReply> call)
    {
        using (call)
        {
            return (await call.ResponseHeadersAsync).GetValue("x-authorization");
        }
    }

    private static Task<LoopbackServer> StartAsync(X509Certificate2? certificate) =>
        LoopbackServer.StartAsync(services => services.AddGrpc(), app => app.MapGrpcService<CallsService>(), certificate);

    private static GrpcChannel ConnectOverTls(LoopbackServer server, X509Certificate2 trusted, ChannelCredentials credentials) => server.Connect(options =>
    {
        options.Credentials = credentials;
        options.DisposeHttpClient = true;
        options.HttpHandler = new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == trusted.GetCertHashString() },
        };
    });

    private static X509Certificate2 CreateCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
