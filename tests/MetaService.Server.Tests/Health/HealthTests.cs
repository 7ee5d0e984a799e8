using Grpc.Core;
using MetaService.Protos.Grpc.Health.V1;
using MetaService.Server.Health;
using MetaService.Server.Tests.GrpcContracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using static MetaService.Protos.Grpc.Health.V1.HealthCheckResponse.Types;
using HealthClient = MetaService.Protos.Grpc.Health.V1.Health.HealthClient;

namespace MetaService.Server.Tests.Health;

/// <summary>The health service over HTTP/2 with the generated client.</summary>
public sealed class HealthTests : IAsyncLifetime
{
    private const string CallsName = "metaservice.tests.v1.Calls";
    private LoopbackServer _server = null!;
    private HealthClient _client = null!;

    private HealthStatuses Statuses => _server.Services.GetRequiredService<HealthStatuses>();

    public async Task InitializeAsync()
    {
        _server = await LoopbackServer.StartAsync(
            services => services.AddGrpcHealth().AddGrpc(),
            app =>
            {
                app.MapGrpcService<CallsService>();
                app.MapGrpcHealth();
            });
        _client = new(_server.Connect());
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData(CallsName)]
    [InlineData("grpc.health.v1.Health")]
    public async Task Mapped_service_serves(string name) => Assert.Equal(ServingStatus.Serving, await CheckAsync(name));

    [Theory]
    [InlineData("no.such.Service")]
    [InlineData("metaservice.tests.v1.calls")]
    [InlineData(" ")]
    public async Task Unknown_service_is_not_found_by_check(string name)
    {
        var exception = await Assert.ThrowsAsync<RpcException>(() => CheckAsync(name));
        Assert.Equal(StatusCode.NotFound, exception.StatusCode);
    }

    [Fact]
    public async Task Service_follows_the_whole_server_until_it_has_its_own_status()
    {
        Statuses.Set(HealthStatuses.WholeServer, ServingStatus.NotServing);
        Assert.Equal(ServingStatus.NotServing, await CheckAsync(""));
        Assert.Equal(ServingStatus.NotServing, await CheckAsync(CallsName));

        Statuses.Set(CallsName, ServingStatus.Serving);
        Assert.Equal(ServingStatus.NotServing, await CheckAsync(""));
        Assert.Equal(ServingStatus.Serving, await CheckAsync(CallsName));
    }

    [Fact]
    public async Task List_has_every_service_and_the_whole_server()
    {
        Statuses.Set(CallsName, ServingStatus.NotServing);
        var statuses = (await _client.ListAsync(new())).Statuses;
        Assert.Equal(["", "grpc.health.v1.Health", CallsName], statuses.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(ServingStatus.Serving, statuses[""].Status);
        Assert.Equal(ServingStatus.NotServing, statuses[CallsName].Status);
    }

    [Fact]
    public async Task Watch_streams_the_status_and_its_changes_only()
    {
        using var call = _client.Watch(new() { Service = CallsName });
        Assert.Equal(ServingStatus.Serving, await NextAsync(call));
        Statuses.Set("grpc.health.v1.Health", ServingStatus.NotServing);
        Statuses.Set(CallsName, ServingStatus.Serving);
        Statuses.Set(CallsName, ServingStatus.NotServing);
        Assert.Equal(ServingStatus.NotServing, await NextAsync(call));
        Statuses.Set(CallsName, ServingStatus.Serving);
        Assert.Equal(ServingStatus.Serving, await NextAsync(call));
    }

    [Fact]
    public async Task Watch_of_an_unknown_service_says_so_and_stays_open()
    {
        using var call = _client.Watch(new() { Service = "no.such.Service" });
        Assert.Equal(ServingStatus.ServiceUnknown, await NextAsync(call));
        Assert.False(call.ResponseStream.MoveNext().IsCompleted);
    }

    [Fact]
    public async Task Leaving_a_watch_is_no_error_of_the_server()
    {
        using var cancellation = new CancellationTokenSource();
        using var call = _client.Watch(new(), cancellationToken: cancellation.Token);
        Assert.Equal(ServingStatus.Serving, await NextAsync(call));
        await cancellation.CancelAsync();
        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext())).StatusCode);
        Assert.Equal(ServingStatus.Serving, await CheckAsync(""));
    }

    [Fact]
    public async Task Draining_server_tells_its_watchers_and_lets_them_go()
    {
        using var whole = _client.Watch(new());
        using var one = _client.Watch(new() { Service = CallsName });
        Assert.Equal(ServingStatus.Serving, await NextAsync(whole));
        Assert.Equal(ServingStatus.Serving, await NextAsync(one));
        var stop = _server.StopAsync();

        foreach (var call in new[] { whole, one })
        {
            Assert.Equal(ServingStatus.NotServing, await NextAsync(call));
            Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext())).StatusCode);
        }

        await stop.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Nothing_serves_again_once_the_server_drains()
    {
        var statuses = Statuses;
        await _server.StopAsync();
        statuses.Set(CallsName, ServingStatus.Serving);
        Assert.Equal(ServingStatus.NotServing, statuses.Get(CallsName).Status);
        Assert.Equal(ServingStatus.NotServing, statuses.Get("").Status);
        Assert.Null(statuses.Get("no.such.Service").Status);
    }

    private static async Task<ServingStatus> NextAsync(AsyncServerStreamingCall<HealthCheckResponse> call)
    {
        Assert.True(await call.ResponseStream.MoveNext().WaitAsync(TimeSpan.FromSeconds(30)));
        return call.ResponseStream.Current.Status;
    }

    private async Task<ServingStatus> CheckAsync(string name) => (await _client.CheckAsync(new() { Service = name })).Status;
}
