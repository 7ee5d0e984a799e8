using System.Collections.Concurrent;
using System.Net.Sockets;
using Grpc.Core;
using MetaService.Protos.Grpc.Health.V1;
using MetaService.Server.Health;
using MetaService.Server.Interceptors;
using MetaService.Server.Tests.GrpcContracts;
using MetaService.Server.Tests.Protos;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using HealthClient = MetaService.Protos.Grpc.Health.V1.Health.HealthClient;

namespace MetaService.Server.Tests.Interceptors;

/// <summary>Failures of handlers as clients and the log see them.</summary>
public sealed class ErrorInterceptorTests : IAsyncLifetime, IDisposable
{
    private readonly RecordingLoggers _log = new();
    private LoopbackServer _server = null!;
    private Calls.CallsClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await LoopbackServer.StartAsync(
            services => services.AddSingleton<ILoggerProvider>(_log).AddSingleton<CallsService>().AddSingleton<ErrorMapping>().AddGrpcHealth()
                .AddGrpc(options => options.Interceptors.Add<ErrorInterceptor>()),
            app =>
            {
                app.MapGrpcService<CallsService>();
                app.MapGrpcHealth();
            });
        _client = new(_server.Connect());
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Unforeseen_exception_is_internal_without_its_message_and_is_logged()
    {
        var exception = await FailureAsync(new EchoRequest { FailWith = -1, Text = "/var/lib/secret.db is locked" });
        Assert.Equal(StatusCode.Internal, exception.StatusCode);
        Assert.DoesNotContain("secret", exception.Status.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", exception.Status.Detail, StringComparison.Ordinal);
        Assert.Contains(_log.Errors, error => error.Contains("/metaservice.tests.v1.Calls/Echo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Status_of_the_handler_passes_and_is_not_logged_as_an_error()
    {
        var exception = await FailureAsync(new EchoRequest { FailWith = (int)StatusCode.NotFound, Text = "no such thing" });
        Assert.Equal(new Status(StatusCode.NotFound, "no such thing"), new Status(exception.StatusCode, exception.Status.Detail));
        Assert.Equal("asked for", exception.Trailers.GetValue("x-why"));
        Assert.Empty(_log.Errors);
    }

    [Fact]
    public async Task Caller_that_cancels_is_no_failure_of_the_service()
    {
        using var cancellation = new CancellationTokenSource();
        using var call = _client.EchoAsync(new EchoRequest { DelayMilliseconds = 60_000, LateHeaders = true }, cancellationToken: cancellation.Token);
        var service = _server.Services.GetRequiredService<CallsService>();
        await service.Started.WaitAsync(TimeSpan.FromSeconds(30));
        await cancellation.CancelAsync();
        await service.Cancelled.WaitAsync(TimeSpan.FromSeconds(30));
        await _server.StopAsync();
        Assert.Empty(_log.Errors);
    }

    [Fact]
    public async Task Caller_that_breaks_the_connection_is_no_failure_of_the_service()
    {
        Socket? socket = null;
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellation) =>
            {
                socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var channel = _server.Connect(options => options.HttpHandler = handler);
        using var call = new Calls.CallsClient(channel).Twice();
        await call.RequestStream.WriteAsync(new NumberRequest { Value = 1 });
        Assert.True(await call.ResponseStream.MoveNext());
        socket!.Close(0);

        await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        await _server.StopAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Empty(_log.Errors);
    }

    [Fact]
    public async Task Draining_service_turns_new_calls_away_and_says_that_it_does_not_serve()
    {
        var health = new HealthClient(_server.Connect());
        Assert.Equal("a", (await _client.EchoAsync(new EchoRequest { Text = "a" })).Text);
        _server.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.Equal(StatusCode.Unavailable, (await FailureAsync(new EchoRequest())).StatusCode);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, (await health.CheckAsync(new())).Status);
        Assert.Empty(_log.Errors);
    }

    private Task<RpcException> FailureAsync(EchoRequest request) =>
        Assert.ThrowsAsync<RpcException>(async () => await _client.EchoAsync(request));

    /// <summary>Keeps what is logged as an error.</summary>
    private sealed class RecordingLoggers : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Errors { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                Errors.Enqueue($"{formatter(state, exception)} {exception}");
            }
        }

        public void Dispose()
        {
        }
    }
}
