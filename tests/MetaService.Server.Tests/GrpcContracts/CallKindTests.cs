using Grpc.Core;
using MetaService.Server.Tests.Protos;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MetaService.Server.Tests.GrpcContracts;

/// <summary>Each kind of call through the real client and the real server.</summary>
public sealed class CallKindTests : IAsyncLifetime
{
    private LoopbackServer _server = null!;
    private Calls.CallsClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await LoopbackServer.StartAsync(
            services => services.AddSingleton<CallsService>().AddGrpc(), app => app.MapGrpcService<CallsService>());
        _client = new(_server.Connect());
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public void Blocking_unary_call_answers() => Assert.Equal("hello", _client.Echo(new EchoRequest { Text = "hello" }).Text);

    [Fact]
    public async Task Unary_call_answers_with_headers_status_and_trailers()
    {
        using var call = _client.EchoAsync(new EchoRequest { Text = "hello" }, new Metadata { { "X-Tag", "a" }, { "x-tag-bin", [0, 255, 7] } });

        var headers = await call.ResponseHeadersAsync;
        Assert.Equal("a", headers.GetValue("x-tag"));
        Assert.Equal("hello", (await call.ConfigureAwait(false)).Text);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        Assert.Equal(new byte[] { 0, 255, 7 }, call.GetTrailers().GetValueBytes("x-tag-bin"));
    }

    [Theory]
    [InlineData(StatusCode.InvalidArgument, "no such thing")]
    [InlineData(StatusCode.Unavailable, "späť ☂ %25\n")]
    [InlineData(StatusCode.Unauthenticated, "")]
    public async Task Unary_call_fails_with_the_status_of_the_handler(StatusCode code, string detail)
    {
        using var call = _client.EchoAsync(new EchoRequest { Text = detail, FailWith = (int)code }, new Metadata { { "x-tag", "a" } });

        var exception = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(code, exception.StatusCode);
        Assert.Equal(detail, exception.Status.Detail);
        Assert.Equal("a", exception.Trailers.GetValue("x-tag"));
        Assert.Equal("asked for", exception.Trailers.GetValue("x-why"));
        Assert.Equal(code, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Status_of_a_call_that_is_not_over_is_refused()
    {
        using var call = _client.EchoAsync(new EchoRequest { DelayMilliseconds = 60_000 });

        await call.ResponseHeadersAsync;
        Assert.Throws<InvalidOperationException>(() => call.GetStatus());
        Assert.Throws<InvalidOperationException>(call.GetTrailers);
    }

    [Fact]
    public async Task Disposing_a_running_call_reaches_the_handler()
    {
        var call = _client.EchoAsync(new EchoRequest { DelayMilliseconds = 60_000 });
        await call.ResponseHeadersAsync;
        call.Dispose();

        await Assert.ThrowsAsync<RpcException>(async () => await call);
        await _server.Services.GetRequiredService<CallsService>().Cancelled.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Client_streaming_call_adds_up()
    {
        using var call = _client.Sum();
        for (var i = 1; i <= 100; i++)
        {
            await call.RequestStream.WriteAsync(new NumberRequest { Value = i });
        }

        await call.RequestStream.CompleteAsync();
        Assert.Equal(5050, (await call).Value);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Server_streaming_call_counts()
    {
        using var call = _client.Count(new NumberRequest { Value = 1000 });
        var values = new List<int>();
        await foreach (var reply in call.ResponseStream.ReadAllAsync())
        {
            values.Add(reply.Value);
        }

        Assert.Equal(Enumerable.Range(1, 1000), values);
        Assert.Equal(new Status(StatusCode.OK, "counted"), call.GetStatus());
        Assert.Equal("1000", call.GetTrailers().GetValue("x-count"));
    }

    [Fact]
    public async Task Duplex_call_answers_each_message_before_the_next_is_sent()
    {
        using var call = _client.Twice();
        for (var i = 0; i < 10; i++)
        {
            await call.RequestStream.WriteAsync(new NumberRequest { Value = i }, CancellationToken.None);
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal(2 * i, call.ResponseStream.Current.Value);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
    }

    [Fact]
    public async Task Cancelling_a_stream_reaches_the_reader()
    {
        using var cancellation = new CancellationTokenSource();
        using var call = _client.Twice(cancellationToken: cancellation.Token);
        await call.RequestStream.WriteAsync(new NumberRequest { Value = 1 });
        Assert.True(await call.ResponseStream.MoveNext());
        await cancellation.CancelAsync();

        var exception = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.Cancelled, exception.StatusCode);
    }

    [Fact]
    public async Task Service_that_is_not_mapped_is_unimplemented()
    {
        await using var bare = await LoopbackServer.StartAsync(services => services.AddGrpc(), _ => { });
        var exception = await Assert.ThrowsAsync<RpcException>(async () => await new Calls.CallsClient(bare.Connect()).EchoAsync(new EchoRequest()));
        Assert.Equal(StatusCode.Unimplemented, exception.StatusCode);
    }
}
