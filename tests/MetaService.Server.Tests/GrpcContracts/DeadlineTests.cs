using System.Globalization;
using Grpc.Core;
using MetaService.Server.Tests.Protos;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MetaService.Server.Tests.GrpcContracts;

public sealed class DeadlineTests : IAsyncLifetime
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
    public async Task Deadline_reaches_the_handler()
    {
        var deadline = DateTime.UtcNow.AddMinutes(10);
        using var call = _client.EchoAsync(new EchoRequest(), deadline: deadline);

        var seen = await SeenDeadline(call);
        Assert.InRange(seen, deadline.AddMinutes(-2), deadline.AddMinutes(2));
        Assert.Equal(DateTimeKind.Utc, seen.Kind);
    }

    [Fact]
    public async Task Without_deadline_the_handler_sees_the_largest_date()
    {
        using var call = _client.EchoAsync(new EchoRequest());
        Assert.Equal(DateTime.MaxValue, await SeenDeadline(call));
    }

    [Fact]
    public async Task Call_ends_at_the_deadline_on_both_sides()
    {
        using var call = _client.EchoAsync(new EchoRequest { DelayMilliseconds = 60_000 }, deadline: DateTime.UtcNow.AddMilliseconds(300));

        var exception = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.DeadlineExceeded, exception.StatusCode);
        await _server.Services.GetRequiredService<CallsService>().Cancelled.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Deadline_in_the_past_fails_at_once()
    {
        var exception = await Assert.ThrowsAsync<RpcException>(
            async () => await _client.EchoAsync(new EchoRequest(), deadline: DateTime.UtcNow.AddSeconds(-1)));
        Assert.Equal(StatusCode.DeadlineExceeded, exception.StatusCode);
    }

    [Fact]
    public async Task Cancellation_reaches_the_handler()
    {
        var service = _server.Services.GetRequiredService<CallsService>();
        using var cancellation = new CancellationTokenSource();
        var request = new EchoRequest { DelayMilliseconds = 60_000, LateHeaders = true };
        using var call = _client.EchoAsync(request, cancellationToken: cancellation.Token);
        await service.Started.WaitAsync(TimeSpan.FromSeconds(30));
        await cancellation.CancelAsync();

        var exception = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.Cancelled, exception.StatusCode);
        await service.Cancelled.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static async Task<DateTime> SeenDeadline(AsyncUnaryCall<EchoReply> call) => DateTime.Parse(
        (await call.ResponseHeadersAsync).GetValue("x-deadline")!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
