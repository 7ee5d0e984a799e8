using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;
using MetaService.Server.Tests.Protos;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MetaService.Server.Tests.GrpcContracts;

public class CompressionTests
{
    private static readonly string Text = string.Concat(Enumerable.Repeat("the same words again and again ", 1000));

    public static TheoryData<ICompressionProvider> Providers =>
        [new GzipCompressionProvider(CompressionLevel.Fastest), new DeflateCompressionProvider(CompressionLevel.Fastest)];

    [Theory]
    [MemberData(nameof(Providers))]
    public void Provider_restores_what_it_compressed_and_leaves_the_stream_open(ICompressionProvider provider)
    {
        using var stream = new MemoryStream();
        using (var compression = provider.CreateCompressionStream(stream, null))
        using (var writer = new StreamWriter(compression))
        {
            writer.Write(Text);
        }

        Assert.InRange(stream.Length, 10, Text.Length / 20);
        stream.Position = 0;
        using (var reader = new StreamReader(provider.CreateDecompressionStream(stream)))
        {
            Assert.Equal(Text, reader.ReadToEnd());
        }

        Assert.True(stream.CanRead);
    }

    [Fact]
    public void Providers_have_the_names_of_the_wire()
    {
        Assert.Equal("gzip", new GzipCompressionProvider(CompressionLevel.Fastest).EncodingName);
        Assert.Equal("deflate", new DeflateCompressionProvider(CompressionLevel.Fastest).EncodingName);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Both_directions_are_compressed(string encoding)
    {
        await using var server = await LoopbackServer.StartAsync(
            services => services.AddGrpc(options =>
            {
                options.CompressionProviders = [new GzipCompressionProvider(CompressionLevel.Fastest), new DeflateCompressionProvider(CompressionLevel.Fastest)];
                options.ResponseCompressionAlgorithm = encoding;
                options.ResponseCompressionLevel = CompressionLevel.Fastest;
            }),
            app => app.MapGrpcService<CallsService>());
        using var counter = new CountingHandler(new SocketsHttpHandler());
        var client = new Calls.CallsClient(server.Connect(options => options.HttpHandler = counter));

        var headers = new Metadata { { "grpc-internal-encoding-request", encoding } };
        Assert.Equal(Text, (await client.EchoAsync(new EchoRequest { Text = Text }, headers)).Text);
        Assert.Equal(encoding, counter.RequestEncoding);
        Assert.Equal(encoding, counter.ResponseEncoding);
        Assert.InRange(counter.RequestBytes, 10, Text.Length / 20);

        var noCompression = new CallOptions(headers).WithWriteOptions(new WriteOptions(WriteFlags.NoCompress));
        Assert.Equal(Text, (await client.EchoAsync(new EchoRequest { Text = Text }, noCompression)).Text);
        Assert.InRange(counter.RequestBytes, Text.Length, Text.Length + 100);
    }

    [Fact]
    public async Task Encoding_that_the_server_does_not_know_is_refused()
    {
        await using var server = await LoopbackServer.StartAsync(
            services => services.AddGrpc(options => options.CompressionProviders = [new GzipCompressionProvider(CompressionLevel.Fastest)]),
            app => app.MapGrpcService<CallsService>());
        var client = new Calls.CallsClient(server.Connect());
        var exception = await Assert.ThrowsAsync<RpcException>(
            async () => await client.EchoAsync(new EchoRequest { Text = Text }, new Metadata { { "grpc-internal-encoding-request", "deflate" } }));
        Assert.Equal(StatusCode.Unimplemented, exception.StatusCode);
    }

    /// <summary>Notes the encodings of a call and the size of the request as it goes over the wire.</summary>
    private sealed class CountingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public string? RequestEncoding { get; private set; }

        public string? ResponseEncoding { get; private set; }

        public long RequestBytes { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            RequestEncoding = request.Headers.TryGetValues("grpc-encoding", out var sent) ? sent.Single() : null;
            var content = new MemoryStream();
            await request.Content!.CopyToAsync(content, cancellationToken);
            RequestBytes = content.Length;
            var copy = new ByteArrayContent(content.ToArray());
            copy.Headers.ContentType = request.Content.Headers.ContentType;
            request.Content = copy;
            var response = await base.SendAsync(request, cancellationToken);
            ResponseEncoding = response.Headers.TryGetValues("grpc-encoding", out var received) ? received.Single() : null;
            return response;
        }
    }
}
